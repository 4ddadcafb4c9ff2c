// What goes along when a book is made anew: at a new invitation for the same person, and after damage.

import type { Bytes } from '../crypto/bytes';
import { seal } from '../crypto/seal';
import type { Book } from '../sync/book';
import type { Ledger } from '../sync/ledger';
import type { Change, Seal } from '../sync/ports';
import type { Pending } from '../sync/types';
import { ON_SHELF } from './copies';
import type { Database } from './database';
import type { EncryptedStore } from './idb';
import type { Joined } from './joining';

export interface Own {
  work: Pending[];
  drafts: [string, unknown][];
}

/** The person's own work in an open book, what was acknowledged but is not safe included; nothing of another person's. */
export function carried(book: Book | undefined, account: string): Own {
  if (!book || book.state.identity?.account !== account) return { work: [], drafts: [] };
  const work = [...book.outbox.values(), ...book.shelf.values()].map(({ op, made }) => ({ op, made }));
  return { work, drafts: [...book.drafts] };
}

/** The first entries of a new book: who it belongs to, and what was carried over, sealed anew. */
export async function carriedOver({ work, drafts }: Own, { identity, token, serverNow }: Joined, now: number): Promise<Change[]> {
  const changes: Change[] = [{ table: 'state', key: 'state', value: { identity, token, offset: serverNow - now } }];
  for (const pending of work) {
    changes.push({ table: 'outbox', key: pending.op.id, value: pending });
    if (identity.serverKey) changes.push({ table: 'sealed', key: pending.op.id, value: await seal(identity, JSON.stringify(pending.op)) });
  }
  return [...changes, ...drafts.map(([key, value]): Change => ({ table: 'drafts', key, value }))];
}

/** Before a book is destroyed: what the server has but may lose stays as sealed copies, for the next time someone joins here. */
export async function sealShelf(db: Database, book: Book, seal: Seal): Promise<void> {
  for (const { op } of book.shelf.values()) {
    const copy = await seal(JSON.stringify(op));
    if (copy) await db.put('sealed', copy as Bytes, ON_SHELF + op.id);
  }
}

/** Entries that do not open are dropped: the server's word is asked for again, own work has its sealed copies. */
export async function mend(ledger: Ledger, store: EncryptedStore): Promise<void> {
  const damaged: Change[] = store.damaged.splice(0);
  if (damaged.length === 0) return;
  const said = damaged.some(({ table }) => table === 'records' || table === 'cursors');
  await ledger.write((book) => [
    ...damaged,
    ...(said ? [...book.records.keys()].map((key): Change => ({ table: 'records', key })) : []),
    ...(said ? [...book.cursors.keys()].map((key): Change => ({ table: 'cursors', key })) : []),
  ]);
}
