// The store of `sync` over the browser's database: every value encrypted, its table and key bound into it.

import { Damaged, lockUp, openUp } from '../crypto/cipher';
import type { Bytes } from '../crypto/bytes';
import type { Change, Store, Table } from '../sync/ports';
import type { Database, Keys } from './database';
import type { Opening } from './vault';

export class EncryptedStore implements Store {
  #seq: unknown = null;
  /** Entries that did not open, met while reading. */
  readonly damaged: { table: Table; key: string }[] = [];

  constructor(
    private readonly db: Database,
    private readonly opening: Opening,
  ) {}

  async stale(): Promise<boolean> {
    const seq = (await this.db.get('vault', 'seq')) ?? 0;
    const stale = seq !== this.#seq;
    this.#seq = seq;
    return stale;
  }

  async all(table: Table): Promise<Map<string, unknown>> {
    const tx = this.db.transaction(table);
    const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    const found = new Map<string, unknown>();
    await Promise.all(
      keys.map(async (key, i) => {
        const value = await this.#open(table, key, values[i] as Bytes);
        if (value !== undefined) found.set(key, value);
      }),
    );
    return found;
  }

  async #open(table: Table, key: string, entry: Bytes): Promise<unknown> {
    try {
      return await openUp(this.opening.key, `${table}/${key}`, entry);
    } catch (cause) {
      if (!(cause instanceof Damaged)) throw cause;
      this.damaged.push({ table, key });
      return undefined;
    }
  }

  /** Encrypts first: a transaction of this database ends as soon as something else is waited for. */
  async commit(changes: Change[]): Promise<void> {
    const entries = await Promise.all(changes.map((change) => this.#entry(change)));
    const tables = [...new Set(changes.map((change) => change.table))];
    // What a person wrote is on the disk before they are told so; what the server said could be asked for again.
    const own = tables.includes('outbox') || tables.includes('drafts');
    const tx = this.db.transaction([...tables, 'vault'], 'readwrite', { durability: own ? 'strict' : 'relaxed' });
    const keys = (await tx.objectStore('vault').get('keys')) as Keys | undefined;
    // Signed out, or joined anew, in this tab or another: nothing may be written under the old key any more.
    if (keys?.id !== this.opening.id) {
      tx.abort();
      await tx.done.catch(() => undefined);
      throw new Error('this book is closed for good');
    }
    const seq = Number((await tx.objectStore('vault').get('seq')) ?? 0) + 1;
    const writes = changes.map(({ table, key }, i): Promise<unknown> => {
      const entry = entries[i];
      return entry ? tx.objectStore(table).put(entry, key) : tx.objectStore(table).delete(key);
    });
    await Promise.all([...writes, tx.objectStore('vault').put(seq, 'seq'), tx.done]);
    this.#seq = seq;
  }

  async #entry({ table, key, value }: Change): Promise<Bytes | null> {
    if (value === undefined) return null;
    return table === 'sealed' ? (value as Bytes) : lockUp(this.opening.key, `${table}/${key}`, value);
  }
}
