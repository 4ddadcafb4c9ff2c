// Whose book it is about: everybody on this phone, who is chosen, and what is closed.

import { People, type Person } from './people.svelte';
import { Reading } from './reading';
import type { Database } from './database';
import type { Vault } from './vault';

/** What the tabs of one phone tell each other. */
export interface Told {
  slot: string;
  what: 'changed' | 'gone' | 'people';
}

export abstract class Books extends Reading {
  state = $state<'starting' | 'none' | 'locked' | 'open'>('starting');
  protected readonly who = new People();
  /** Null while it is to be chosen. */
  protected slot = $state<string | null>(null);
  protected db!: Database;
  protected vault!: Vault;
  protected readonly tabs = new BroadcastChannel('gandan');

  abstract readonly ready: Promise<void>;
  abstract signOut(): Promise<void>;

  /** No book is open: who could open one? Whoever is alone here need not be asked for. */
  protected async settle(): Promise<void> {
    await this.who.look();
    const { books, list } = this.who;
    // Somebody of whom only sealed copies are left is not coming back to type a PIN.
    const only = list.filter((one) => one.is !== 'left').length === 1 ? books[0] : undefined;
    if (only) await this.use(only.slot);
    else if (!this.who.find(this.slot)) this.slot = null;
    this.state = books.length ? 'locked' : 'none';
  }

  protected async use(slot: string): Promise<void> {
    [this.db, this.vault] = [await this.who.db(slot), await this.who.vault(slot)];
    this.slot = slot;
  }

  get people() { return this.who.list; }
  get chosen() { return this.who.find(this.slot) ?? null; }
  get opensByPhone() { return this.chosen?.byPhone ?? false; }
  get evicted() { return this.state !== 'open' && this.who.list.some((one) => one.is === 'evicted'); }
  get revoked() { return this.state !== 'open' && this.who.list.some((one) => one.is === 'revoked'); }
  get sealed() { return this.#asked().reduce((sum, one) => sum + one.sealed, 0); }

  /** Whose copies are meant: of who is chosen, else of everybody. */
  #asked(): Person[] {
    return this.chosen ? [this.chosen] : this.who.list;
  }

  choose(slot: string | null): void {
    if (this.state === 'open') return;
    if (slot === null) this.slot = null;
    else void this.use(slot);
  }

  async remove(slot: string): Promise<void> {
    if (this.state === 'open' && slot === this.slot) return this.signOut();
    await this.who.empty(slot, 'left');
    this.tell('gone', slot);
    if (slot === this.slot) this.slot = null;
    await this.settle();
    void this.sendClosed();
  }

  protected tell(what: Told['what'], slot = this.slot ?? ''): void {
    this.tabs.postMessage({ slot, what } satisfies Told);
  }

  async sendSealed(): Promise<number> {
    await this.ready;
    return this.who.send(this.#asked());
  }

  /** A closed book asks for no PIN to send what waits: sealed copies go by themselves as soon as there is a network. */
  protected async sendClosed(): Promise<void> {
    const closed = this.who.list.filter((one) => one.sealed > 0 && !(this.state === 'open' && one.slot === this.slot));
    if (closed.length && navigator.onLine) await this.who.send(closed).catch(() => 0);
  }

  sealedFile(): Promise<Blob> {
    return this.who.file(this.#asked());
  }
}
