// The phone's book, for the screens: facade.ts says what each member means and shows how it is used.

import { prfPossible } from '../crypto/prf';
import { seal } from '../crypto/seal';
import { randomIds } from '../lib/ids';
import type { Outcome } from '../sync/exchange';
import { Ledger } from '../sync/ledger';
import type { Seal } from '../sync/ports';
import { submit } from '../sync/submit';
import { dayOf } from '../ui/days';
import { Calls } from './calls';
import { carried, carriedOver, mend, sealShelf } from './carry';
import { countSealed, fileOf, orphans, sendCopies } from './copies';
import { forget, openDatabase, type Database } from './database';
import type { Opened, PhoneFacade, PinChanged, Shown } from './facade';
import { EncryptedStore } from './idb';
import { accept, showInvitation } from './joining';
import { browserLocks } from './locks';
import { mark, marked, type Mark } from './mark';
import { Sender } from './sender.svelte';
import { Vault, type Opening } from './vault';
import { View } from './view.svelte';

const clock = { now: () => Date.now() };
/** The clock of the phone is believed as long as it is off by less than this. */
const DOUBT_MS = 10 * 60_000;
const TURN_MS = 20_000;

class Phone implements PhoneFacade {
  state = $state<'starting' | 'none' | 'locked' | 'open'>('starting');
  evicted = $state(false);
  revoked = $state(false);
  opensByPhone = $state(false);
  couldOpenByPhone = $state(false);
  sealed = $state(0);
  today = $state(dayOf(clock.now()));
  readonly ready: Promise<void>;

  #view = new View();
  #db!: Database;
  #vault!: Vault;
  #calls = new Calls(() => this.#view.book.state.token);
  #tabs = new BroadcastChannel('gandan');
  #sentOrphans = false;
  #sender: Sender = new Sender(
    () => this.#view.ledger && { ledger: this.#view.ledger, locks: browserLocks, clock, seal: this.#seal },
    (outcome) => void this.#exchanged(outcome),
  );

  constructor() {
    this.ready = this.#start();
    setInterval(() => this.#turn(), TURN_MS);
    addEventListener('online', () => void this.#sendClosed());
    this.#tabs.onmessage = ({ data }: MessageEvent<'changed' | 'gone'>) => {
      if (data === 'gone') location.reload();
      else void this.#view.ledger?.read();
    };
  }

  async #start(): Promise<void> {
    this.#db = await openDatabase();
    this.#vault = new Vault(this.#db);
    const keys = await this.#vault.keys();
    this.opensByPhone = keys?.prf !== undefined;
    this.evicted = !keys && marked() === 'book';
    this.revoked = !keys && marked() === 'revoked';
    this.sealed = await countSealed(this.#db);
    this.state = keys ? 'locked' : 'none';
    void this.#sendClosed();
    void prfPossible().then((possible) => (this.couldOpenByPhone = possible));
  }

  #seal: Seal = async (op) => {
    const identity = this.#view.ledger?.book.state.identity;
    return identity?.serverKey ? seal(identity, op) : null;
  };

  // ---- the book

  get owner() { return this.#view.owner; }
  get loaded() { return this.#view.loaded; }
  get heard() { return this.#view.heard; }
  get households() { return this.#view.households; }
  get visits() { return this.#view.visits; }
  get activities() { return this.#view.activities; }
  get words() { return this.#view.kind('word'); }
  get skills() { return this.#view.skills; }
  get units() { return this.#view.kind('unit'); }
  get teams() { return this.#view.kind('team'); }
  get members() { return this.#view.kind('member'); }
  get attention() { return this.#view.kind('attention'); }
  get conflicts() { return this.#view.conflicts; }
  get consentTexts() { return this.#view.kind('consent_text'); }
  get restricted() { return this.#view.kind('restricted'); }
  get silent() { return this.#view.kind('silent'); }
  get hamlets() { return this.#view.hamlets; }
  get waiting() { return this.#view.waiting; }
  get returned() { return this.#view.returned; }
  get status() { return this.#view.status; }

  household(id: string): Shown | undefined {
    return this.#view.household(id);
  }

  visitsOf(household: string): Shown[] {
    return this.visits.filter((visit) => visit.content.household === household);
  }

  figures(hamlet: string): Record<string, unknown> | null {
    return this.#view.kind('figures').find((one) => one.subject === hamlet)?.content ?? null;
  }

  now(): number {
    return clock.now();
  }

  id(): string {
    return randomIds.next(clock.now());
  }

  // ---- own work

  async submit(kind: string, body: Record<string, unknown>, options: { draft?: string } = {}): Promise<string> {
    const op = await submit({ ledger: this.#open, clock, ids: randomIds, seal: this.#seal }, kind, body, options.draft);
    this.#sender.soon();
    return op.id;
  }

  draft<T = unknown>(key: string): T | null {
    return (this.#view.book.drafts.get(key) as T | undefined) ?? null;
  }

  async setDraft(key: string, value: unknown): Promise<void> {
    await this.#open.write(() => [{ table: 'drafts', key, value: value ?? undefined }]);
  }

  get #open(): Ledger {
    if (!this.#view.ledger) throw new Error('the book is closed');
    return this.#view.ledger;
  }

  // ---- sending

  get online() { return this.#sender.online; }
  get sending() { return this.#sender.sending; }
  get trouble() { return this.#sender.trouble; }
  get received() { return this.#sender.received; }

  syncNow(): Promise<boolean> {
    return this.#sender.now();
  }

  async #exchanged(outcome: Outcome): Promise<void> {
    this.#turn();
    if (outcome.kind === 'stopped' && outcome.code === 'device_revoked') {
      await sendCopies(this.#db).catch(() => 0);
      await this.#leave('revoked');
    }
    const ledger = this.#view.ledger;
    if (outcome.kind !== 'done' || this.#sentOrphans || !ledger) return;
    // Once a start: what no server can prove would be offered forever.
    this.#sentOrphans = true;
    const left = await orphans(this.#db, ledger.book.outbox);
    if (left.length) await sendCopies(this.#db, left).catch(() => 0);
  }

  // ---- the door

  invitation(code: string): Promise<Record<string, unknown>> {
    return showInvitation(code);
  }

  async join(code: string, pin: string, label: string): Promise<void> {
    await this.ready;
    // While the phone that this was is still known: afterwards its work would have to wait for the leader.
    await this.#sendClosed();
    const joined = await accept(this.#db, code, label);
    const own = carried(this.#view.ledger?.book, joined.identity.account);
    await this.#close();
    await forget(this.#db);
    const ledger = this.#over(await this.#vault.create(pin));
    const changes = await carriedOver(own, joined, clock.now());
    await ledger.write(() => changes);
    mark('book');
    void navigator.storage?.persist?.().catch(() => false);
    this.#show(ledger);
  }

  async unlock(pin: string): Promise<Opened> {
    await this.ready;
    const attempt = await this.#vault.attempt(pin, clock.now());
    return attempt.kind === 'key' ? this.#openWith(attempt) : attempt;
  }

  async unlockByPhone(): Promise<Opened> {
    await this.ready;
    const attempt = await this.#vault.attemptByPhone();
    return attempt ? this.#openWith(attempt) : { kind: 'wrong', left: 0 };
  }

  async usePhoneLock(pin: string): Promise<boolean> {
    this.opensByPhone = await this.#vault.addPhoneLock(pin, this.owner?.account ?? '', clock.now());
    return this.opensByPhone;
  }

  async checkPin(pin: string): ReturnType<PhoneFacade['checkPin']> {
    const attempt = await this.#vault.attempt(pin, clock.now());
    return attempt.kind === 'key' ? { kind: 'right' } : attempt;
  }

  changePin(old: string, fresh: string): Promise<PinChanged> {
    return this.#vault.changePin(old, fresh, clock.now());
  }

  async lock(): Promise<void> {
    await this.#close();
    this.sealed = await countSealed(this.#db);
    this.state = 'locked';
    void this.#sendClosed();
  }

  signOut(): Promise<void> {
    return this.#leave(null);
  }

  async #leave(as: Mark | null): Promise<void> {
    // Somebody wants out: a copy that cannot be made does not hold them.
    await sealShelf(this.#db, this.#view.book, this.#seal).catch(() => undefined);
    await this.#close();
    await forget(this.#db);
    mark(as);
    this.revoked = as === 'revoked';
    this.opensByPhone = false;
    this.sealed = await countSealed(this.#db);
    this.state = 'none';
    this.#tabs.postMessage('gone');
  }

  async sendSealed(): Promise<number> {
    await this.ready;
    const taken = await sendCopies(this.#db);
    this.sealed = await countSealed(this.#db);
    return taken;
  }

  /** A closed book asks for no PIN to send what waits: sealed copies go by themselves as soon as there is a network. */
  async #sendClosed(): Promise<void> {
    const closed = this.state === 'locked' || this.state === 'none';
    if (closed && this.sealed > 0 && navigator.onLine) await this.sendSealed().catch(() => 0);
  }

  sealedFile(): Promise<Blob> {
    return fileOf(this.#db);
  }

  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.#calls.call(method, path, body);
  }

  async #openWith(opening: Opening): Promise<Opened> {
    const store = new EncryptedStore(this.#db, opening);
    const ledger = this.#over(opening, store);
    await ledger.read();
    if (!ledger.book.state.identity) return { kind: 'damaged' };
    await mend(ledger, store);
    this.#show(ledger);
    this.#sender.soon(0);
    return { kind: 'open' };
  }

  #over(opening: Opening, store = new EncryptedStore(this.#db, opening)): Ledger {
    return new Ledger(store, browserLocks, (changes) => {
      this.#view.touch();
      if (changes) this.#tabs.postMessage('changed');
    });
  }

  #show(ledger: Ledger): void {
    this.#view.show(ledger);
    this.evicted = false;
    this.revoked = false;
    this.state = 'open';
    this.#turn();
  }

  async #close(): Promise<void> {
    await this.#calls.leave();
    this.#view.show(null);
  }

  /** Past midnight it is another day, also on a screen that nobody touches. */
  #turn(): void {
    const { offset } = this.#view.book.state;
    this.today = dayOf(clock.now() + (Math.abs(offset) > DOUBT_MS ? offset : 0));
  }
}

export const phone: PhoneFacade = new Phone();
