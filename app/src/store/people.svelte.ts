// The people of one phone, each with a database of their own: keys, outbox, drafts and sealed copies wholly apart.

import { countSealed, fileOf, sendCopies } from './copies';
import { forget, openDatabase, type Database } from './database';
import { enter, entries, nameOf, slots, strike, type Mark } from './register';
import { Vault } from './vault';

/** Somebody with something on this phone. */
export interface Person {
  slot: string;
  name: string;
  account: string;
  /** 'evicted': the browser threw the book away. 'revoked': taken off the list. 'left': only sealed copies are here. */
  is: 'book' | 'evicted' | 'revoked' | 'left';
  /** Sealed copies that were not sent; known without a PIN. */
  sealed: number;
  /** Opens by the phone's own lock too. */
  byPhone: boolean;
}

export class People {
  list = $state.raw<Person[]>([]);
  #open = new Map<string, Promise<Database>>();

  db(slot: string): Promise<Database> {
    const known = this.#open.get(slot) ?? openDatabase(nameOf(slot));
    this.#open.set(slot, known);
    return known;
  }

  async vault(slot: string): Promise<Vault> {
    return new Vault(await this.db(slot));
  }

  /** Looks at all databases: who has a book, and what waits. */
  async look(): Promise<void> {
    const known = new Map(entries().map((one) => [one.slot, one]));
    const found = await Promise.all((await slots()).map(async (slot): Promise<Person | null> => {
      const db = await this.db(slot);
      const [keys, sealed] = [await new Vault(db).keys(), await countSealed(db)];
      const { name = '', account = '', mark } = known.get(slot) ?? {};
      const is = keys ? 'book' : mark === 'book' ? 'evicted' : (mark ?? 'left');
      if (is === 'left' && sealed === 0) {
        // Nothing of them is here any more, so nobody is named either.
        if (mark) strike(slot);
        return null;
      }
      return { slot, name, account, is, sealed, byPhone: keys?.prf !== undefined };
    }));
    this.list = found.filter((one): one is Person => one !== null);
  }

  find(slot: string | null): Person | undefined {
    return this.list.find((one) => one.slot === slot);
  }

  get books(): Person[] {
    return this.list.filter((one) => one.is === 'book');
  }

  /** Where the book of an account belongs: where it was, or where nothing is. */
  slotFor(account: string): string {
    const taken = new Map(this.list.map((one) => [one.slot, one]));
    const before = this.list.find((one) => one.account === account);
    if (before) return before.slot;
    for (let n = 1; ; n += 1) {
      const slot = n === 1 ? '' : String(n);
      const there = taken.get(slot);
      // What nobody is named for, or was only taken off the list and has sent everything, makes room.
      if (!there || (there.is !== 'book' && there.sealed === 0)) return slot;
    }
  }

  /** Somebody's entries and keys go; what was not sent stays sealed, and is named until it is. */
  async empty(slot: string, mark: Mark): Promise<void> {
    const db = await this.db(slot);
    await forget(db);
    enter(slot, { mark });
    await this.look();
  }

  /** Sends the sealed copies of these people; returns how many the server took in. */
  async send(who: Person[]): Promise<number> {
    let taken = 0;
    try {
      for (const { slot, sealed } of who) if (sealed > 0) taken += await sendCopies(await this.db(slot));
    } finally {
      await this.look();
    }
    return taken;
  }

  /** The sealed copies of these people as one file. */
  async file(who: Person[]): Promise<Blob> {
    return new Blob(await Promise.all(who.map(async ({ slot }) => fileOf(await this.db(slot)))), { type: 'application/octet-stream' });
  }
}
