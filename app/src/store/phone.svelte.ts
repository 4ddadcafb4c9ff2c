// The phone's book, for the screens: facade.ts says what each member means and shows how it is used.

import { prfPossible } from '../crypto/prf';
import { seal } from '../crypto/seal';
import { randomIds } from '../lib/ids';
import type { Outcome } from '../sync/exchange';
import { Ledger } from '../sync/ledger';
import { StoreFailed, type Seal } from '../sync/ports';
import { outdated, VISIT_DAYS } from '../sync/retention';
import { addDays, dayOf } from '../ui/days';
import { Calls } from './calls';
import { carried, carriedOver, mend, sealShelf } from './carry';
import { orphans, sendCopies } from './copies';
import { forget } from './database';
import type { Opened, PhoneFacade, PinChanged } from './facade';
import { EncryptedStore } from './idb';
import { accept, showInvitation } from './joining';
import { browserLocks } from './locks';
import { Books, type Told } from './books.svelte';
import { enter, type Mark } from './register';
import { Room } from './room.svelte';
import { Sender } from './sender.svelte';
import type { Opening } from './vault';
import { Writer } from './writer';

const clock = { now: () => Date.now() };
/** The clock of the phone is believed as long as it is off by less than this. */
const DOUBT_MS = 10 * 60_000;
const TURN_MS = 20_000;

class Phone extends Books implements PhoneFacade {
  couldOpenByPhone = $state(false);
  today = $state(dayOf(clock.now()));
  readonly room = new Room();
  readonly ready: Promise<void>;

  #calls = new Calls(() => this.view.book.state.token);
  #sentOrphans = false;
  /** The book that the exchange under way is about. */
  #exchanging: Ledger | null = null;
  #sender: Sender = new Sender(
    () => {
      const ledger = (this.#exchanging = this.view.ledger);
      return ledger && { ledger, locks: browserLocks(this.slot ?? ''), clock, seal: sealing(ledger) };
    },
    (outcome) => void this.#exchanged(outcome),
  );
  #writer = new Writer(
    () => ({ ledger: this.#open, clock, ids: randomIds, seal: sealing(this.#open) }),
    this.room,
    () => this.#sender.soon(),
  );

  constructor() {
    super();
    this.ready = this.#start();
    setInterval(() => this.#turn(), TURN_MS);
    addEventListener('online', () => void this.sendClosed());
    // Their author went back to words that could not be saved: the screen still has them.
    addEventListener('unhandledrejection', (event) => event.reason instanceof StoreFailed && event.preventDefault());
    this.tabs.onmessage = ({ data: { slot, what } }: MessageEvent<Told>) => {
      if (slot === this.slot && what === 'gone') location.reload();
      else if (slot === this.slot && what === 'changed') void this.view.ledger?.read();
      else if (what === 'people' && this.state !== 'open') void this.settle();
    };
  }

  async #start(): Promise<void> {
    await this.settle();
    void this.sendClosed();
    void prfPossible().then((possible) => (this.couldOpenByPhone = possible));
  }

  now(): number {
    return clock.now();
  }

  id(): string {
    return randomIds.next(clock.now());
  }

  // ---- own work

  submit(kind: string, body: Record<string, unknown>, options: { draft?: string } = {}): Promise<string> {
    return this.#writer.submit(kind, body, options.draft);
  }

  submitAll(works: { kind: string; body: Record<string, unknown> }[]): Promise<void> {
    return this.#writer.submitAll(works);
  }

  draft<T = unknown>(key: string): T | null {
    return (this.view.book.drafts.get(key) as T | undefined) ?? null;
  }

  setDraft(key: string, value: unknown): Promise<void> {
    return this.#writer.draft(key, value);
  }

  async dropVisits(before: string): Promise<number> {
    const dropped = outdated(await this.#open.read(), before).length;
    if (dropped) await this.#open.write((book) => outdated(book, before));
    void this.room.measure();
    return dropped;
  }

  get #open(): Ledger {
    if (!this.view.ledger) throw new Error('the book is closed');
    return this.view.ledger;
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
    const ledger = this.#exchanging;
    // Somebody else's by now: what it said of the one before is said again when they come back.
    if (!ledger || ledger !== this.view.ledger) return;
    this.#turn();
    if (outcome.kind === 'stopped' && outcome.code === 'device_revoked') {
      await sendCopies(this.db).catch(() => 0);
      await this.#leave('revoked');
    }
    if (outcome.kind !== 'done') return;
    void this.sendClosed();
    await this.dropVisits(addDays(this.today, -VISIT_DAYS)).catch(() => 0);
    if (this.#sentOrphans) return;
    // Once a start: what no server can prove would be offered forever.
    this.#sentOrphans = true;
    const left = await orphans(this.db, ledger.book.outbox);
    if (left.length) await sendCopies(this.db, left).catch(() => 0);
  }

  // ---- the door

  invitation(code: string): Promise<Record<string, unknown>> {
    return showInvitation(code);
  }

  async join(code: string, pin: string, label: string): Promise<void> {
    await this.ready;
    // While the phones that this was are still known: afterwards their work would have to wait for the leader.
    await this.sendClosed();
    const first = await this.who.db('');
    const joined = await accept(first, code, label);
    const joining = await first.get('vault', 'joining');
    const { account, name } = joined.identity;
    const own = carried(this.view.ledger?.book, account);
    await this.#close();
    await this.use(this.who.slotFor(account));
    await forget(this.db);
    // Until the book stands: on a full phone the invitation has to open it once more.
    await first.put('vault', joining, 'joining');
    const ledger = this.#over(await this.vault.create(pin));
    const changes = await carriedOver(own, joined, clock.now());
    await ledger.write(() => changes);
    await first.delete('vault', 'joining');
    enter(this.slot ?? '', { name, account, mark: 'book' });
    void navigator.storage?.persist?.().catch(() => false);
    await this.#show(ledger);
  }

  async unlock(pin: string): Promise<Opened> {
    await this.ready;
    const attempt = await this.vault.attempt(pin, clock.now());
    return attempt.kind === 'key' ? this.#openWith(attempt) : attempt;
  }

  async unlockByPhone(): Promise<Opened> {
    await this.ready;
    const attempt = await this.vault.attemptByPhone();
    return attempt ? this.#openWith(attempt) : { kind: 'wrong', left: 0 };
  }

  async usePhoneLock(pin: string): Promise<boolean> {
    const added = await this.vault.addPhoneLock(pin, this.owner?.account ?? '', clock.now());
    await this.who.look();
    return added;
  }

  async checkPin(pin: string): ReturnType<PhoneFacade['checkPin']> {
    const attempt = await this.vault.attempt(pin, clock.now());
    return attempt.kind === 'key' ? { kind: 'right' } : attempt;
  }

  changePin(old: string, fresh: string): Promise<PinChanged> {
    return this.vault.changePin(old, fresh, clock.now());
  }

  async lock(): Promise<void> {
    await this.#close();
    this.slot = null;
    await this.settle();
    void this.sendClosed();
  }

  signOut(): Promise<void> {
    return this.#leave('left');
  }

  async #leave(as: Mark): Promise<void> {
    const slot = this.slot ?? '';
    // Somebody wants out: a copy that cannot be made does not hold them.
    await sealShelf(this.db, this.view.book, sealing(this.view.ledger)).catch(() => undefined);
    await this.#close();
    await this.who.empty(slot, as);
    this.slot = null;
    await this.settle();
    this.tell('gone', slot);
    void this.sendClosed();
  }

  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.#calls.call(method, path, body);
  }

  async #openWith(opening: Opening): Promise<Opened> {
    const store = new EncryptedStore(this.db, opening);
    const ledger = this.#over(opening, store);
    await ledger.read();
    const { identity } = ledger.book.state;
    if (!identity) return { kind: 'damaged' };
    await mend(ledger, store);
    // Books that are older than the register get their names here.
    enter(this.slot ?? '', { name: identity.name, account: identity.account, mark: 'book' });
    await this.#show(ledger);
    this.#sender.soon(0);
    return { kind: 'open' };
  }

  #over(opening: Opening, store = new EncryptedStore(this.db, opening)): Ledger {
    const slot = this.slot ?? '';
    return new Ledger(store, browserLocks(slot), (changes) => {
      this.view.touch();
      if (changes) this.tell('changed', slot);
    });
  }

  async #show(ledger: Ledger): Promise<void> {
    this.#sentOrphans = false;
    this.view.show(ledger);
    await this.who.look();
    this.state = 'open';
    this.tell('people');
    this.#turn();
    void this.room.measure();
  }

  async #close(): Promise<void> {
    await this.#calls.leave();
    this.view.show(null);
  }

  /** Past midnight it is another day, also on a screen that nobody touches. */
  #turn(): void {
    const { offset } = this.view.book.state;
    this.today = dayOf(clock.now() + (Math.abs(offset) > DOUBT_MS ? offset : 0));
  }
}

/** Seals to the server's key in the name of this book's owner. */
const sealing = (ledger: Ledger | null): Seal => async (op) => {
  const identity = ledger?.book.state.identity;
  return identity?.serverKey ? seal(identity, op) : null;
};

export const phone: PhoneFacade = new Phone();
