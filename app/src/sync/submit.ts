// An operation is made: named, stamped, sealed, and written together with the end of its draft.

import type { Book } from './book';
import { tick } from './hlc';
import type { Ledger } from './ledger';
import type { Clock, Ids, Seal } from './ports';
import { letGo, submitted } from './steps';
import type { Content, Op } from './types';

/** The version of the bodies that this app writes. */
const VERSION = 1;

export interface Writing {
  ledger: Ledger;
  clock: Clock;
  ids: Ids;
  seal: Seal;
}

export async function submit({ ledger, clock, ids, seal }: Writing, kind: string, body: Content, draft?: string): Promise<Op> {
  const made = clock.now();
  let op: Op | undefined;
  await ledger.write(async (book) => {
    const stamp = tick(book.state.stamp, made);
    op = { id: ids.next(made), kind, version: VERSION, stamp, body: seen(book, kind, body) };
    return letGo(book, op) ?? submitted(book, { op, made }, await seal(JSON.stringify(op)), draft);
  });
  if (!op) throw new Error('the ledger did not run its work');
  return op;
}

/** An edit says what it was made on: how far the household's book had been read. */
function seen(book: Book, kind: string, body: Content): Content {
  if (!kind.endsWith('.edit') || body.saw !== undefined) return body;
  const household = [...book.records.values()].find((record) => record.kind === 'household' && record.id === body.household);
  const cursor = household && book.cursors.get(household.stream);
  return { ...body, saw: Array.isArray(cursor) ? cursor[0] : (cursor ?? 0) };
}
