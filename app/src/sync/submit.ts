// An operation is made: named, stamped, sealed, and written together with the end of its draft.

import type { Book } from './book';
import { tick } from './hlc';
import type { Ledger } from './ledger';
import type { Change, Clock, Ids, Seal } from './ports';
import { letGo, submitted } from './steps';
import type { Content, Op, Stamp } from './types';

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
    op = make(book, { kind, body }, { made, id: ids.next(made) });
    return letGo(book, op) ?? submitted(book, { op, made }, await seal(JSON.stringify(op)), draft);
  });
  if (!op) throw new Error('the ledger did not run its work');
  return op;
}

/** Several operations that belong together: all of them are written, or none. */
export async function submitAll({ ledger, clock, ids, seal }: Writing, works: { kind: string; body: Content }[]): Promise<void> {
  const made = clock.now();
  await ledger.write(async (book) => {
    const changes: Change[] = [];
    let stamp = book.state.stamp;
    for (const work of works) {
      const op = make(book, work, { made, id: ids.next(made), stamp });
      stamp = op.stamp;
      changes.push(...submitted(book, { op, made }, await seal(JSON.stringify(op))));
    }
    return changes;
  });
}

/** An operation as it would be written now. */
export function make(book: Book, { kind, body }: { kind: string; body: Content }, at: { made: number; id: string; stamp?: Stamp }): Op {
  return { id: at.id, kind, version: VERSION, stamp: tick(at.stamp ?? book.state.stamp, at.made), body: seen(book, kind, body) };
}

/** An edit says what it was made on: how far the household's book had been read. */
function seen(book: Book, kind: string, body: Content): Content {
  if (!kind.endsWith('.edit') || body.saw !== undefined) return body;
  const cursor = book.cursors.get(streamOf(book, body.household));
  return { ...body, saw: Array.isArray(cursor) ? cursor[0] : (cursor ?? 0) };
}

/** The stream that a household's record stands in; '' where it is not here. */
function streamOf(book: Book, household: unknown): string {
  for (const record of book.records.values()) if (record.kind === 'household' && record.id === household) return record.stream;
  return '';
}
