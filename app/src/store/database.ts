// The browser's databases: one for each person of this phone. Values of the tables are ciphertext; sealed copies lie in a
// table of their own and outlive the account.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Bytes } from '../crypto/bytes';
import type { Wrapped } from '../crypto/wrap';
import { TABLES, type Table } from '../sync/ports';

export interface Keys {
  /** Of this book; another one after each joining. */
  id: string;
  /** Of this browser; cannot be exported. */
  browser: CryptoKey;
  pin: Wrapped;
  prf?: Wrapped & { credential: Bytes };
}

interface Schema extends DBSchema {
  vault: { key: 'keys' | 'seq' | 'tries' | 'joining'; value: unknown };
  state: { key: string; value: Bytes };
  records: { key: string; value: Bytes };
  cursors: { key: string; value: Bytes };
  outbox: { key: string; value: Bytes };
  shelf: { key: string; value: Bytes };
  refused: { key: string; value: Bytes };
  drafts: { key: string; value: Bytes };
  sealed: { key: string; value: Bytes };
}

export type Database = IDBPDatabase<Schema>;

export const openDatabase = (name = 'gandan'): Promise<Database> =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('vault');
      for (const table of TABLES) db.createObjectStore(table);
    },
    // A newer version in another tab must not wait for this one.
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
  });

/** Everything of the account goes: its entries and what opens them. Sealed copies stay. */
export async function forget(db: Database): Promise<void> {
  const own = TABLES.filter((table): table is Exclude<Table, 'sealed'> => table !== 'sealed');
  const tx = db.transaction([...own, 'vault'], 'readwrite', { durability: 'strict' });
  await Promise.all([...own.map((table) => tx.objectStore(table).clear()), tx.objectStore('vault').clear(), tx.done]);
}
