// What each event does to the copy, as pure functions from book and event to changes. The order of the lines of an answer
// is the order of these: head, frames, end.

import type { Book, State } from './book';
import { recordKey } from './book';
import { observe, settle } from './hlc';
import type { Change } from './ports';
import type { End, Fate, Frame, Head, Op, Pending, Reason, Refused, Shelved } from './types';

/** Kept operations leave the phone after this long, backed up or not. */
export const SHELF_DAYS = 90;
const DAY_MS = 86_400_000;

const put = (table: Change['table'], key: string, value: unknown): Change => ({ table, key, value });
const drop = (table: Change['table'], key: string): Change => ({ table, key });
/** Part of the state; the ledger joins the parts into one write. */
const stateOf = (patch: Partial<State>): Change => put('state', 'state', patch);

/** An operation is written: into the outbox with its sealed copy, the draft it came from dropped with it. */
export function submitted(book: Book, pending: Pending, sealed: Uint8Array | null, draft?: string): Change[] {
  const { op } = pending;
  return [
    put('outbox', op.id, pending),
    ...(sealed ? [put('sealed', op.id, sealed)] : []),
    ...(draft === undefined ? [] : [drop('drafts', draft)]),
    stateOf({ stamp: observe(book.state.stamp, op.stamp) }),
  ];
}

/** Whether this head tells that the database was restored since we last spoke with it. */
export const isOtherEpoch = (book: Book, head: Head): boolean => book.state.epoch !== '' && head.epoch !== book.state.epoch;

/** What must be sealed again before `headed` is applied: everything that goes back from the shelf to the outbox. */
export const reoffered = (book: Book, head: Head): Op[] => (isOtherEpoch(book, head) ? [...book.shelf.values()].map((one) => one.op) : []);

/** The first line: epoch, fates, streams that ended, what is safe, a new token. */
export function headed(book: Book, head: Head, phoneNow: number, sealed: Map<string, Uint8Array>): Change[] {
  const changes: Change[] = [];
  const outbox = new Map(book.outbox);
  const shelf = new Map(book.shelf);
  const other = isOtherEpoch(book, head);
  if (other) {
    for (const key of book.records.keys()) changes.push(drop('records', key));
    for (const key of book.cursors.keys()) changes.push(drop('cursors', key));
    // What the old database had refused is offered again with the rest, and stands once: as what waits, until it comes back.
    for (const { op, made } of shelf.values()) {
      outbox.set(op.id, { op, made });
      changes.push(put('outbox', op.id, { op, made }), drop('shelf', op.id), drop('refused', op.id));
      const copy = sealed.get(op.id);
      if (copy) changes.push(put('sealed', op.id, copy));
    }
    shelf.clear();
  }
  for (const fate of head.fates ?? []) {
    const pending = outbox.get(fate.id);
    if (!pending) continue;
    outbox.delete(fate.id);
    changes.push(drop('outbox', fate.id), drop('sealed', fate.id));
    if (fate.fate === 'refused') changes.push(put('refused', fate.id, refusedOf(pending.op, fate)));
    const shelved: Shelved = { ...pending, fate: fate.fate, at: fate.at, landed: false };
    shelf.set(fate.id, shelved);
    changes.push(put('shelf', fate.id, shelved));
  }
  for (const [id, one] of shelf) {
    const safe = one.fate !== 'waiting' && one.landed && one.at <= head.safe;
    if (safe || one.at < head.now - SHELF_DAYS * DAY_MS) changes.push(drop('shelf', id));
  }
  for (const stream of head.ended ?? []) {
    for (const key of book.keysOf(stream)) changes.push(drop('records', key));
    changes.push(drop('cursors', stream));
  }
  changes.push(
    stateOf({
      epoch: head.epoch,
      safe: head.safe,
      offset: head.now - phoneNow,
      token: head.token ?? book.state.token,
      stamp: outbox.size === 0 ? settle(book.state.stamp, head.stamp, head.now) : observe(book.state.stamp, head.stamp),
      loaded: other ? false : book.state.loaded,
    }),
  );
  return changes;
}

export function reasonOf(reason: Fate['reason']): Reason {
  return { code: reason?.code ?? 'unknown', params: reason?.params ?? {}, mend: reason?.mend ?? [] };
}

const refusedOf = (op: Op, fate: Fate): Refused => ({ id: op.id, kind: op.kind, at: fate.at, reason: reasonOf(fate.reason), body: op.body });

/** A frame, and with it how far its stream is read: both or neither. */
export function framed(book: Book, frame: Frame): Change[] {
  const { stream, subject } = frame;
  const changes: Change[] = [];
  if (frame.start) for (const key of book.keysOf(stream)) changes.push(drop('records', key));
  const person = frame.kind === 'person';
  // The person stream is the lasting answer; what an answer to a push said before it gives way.
  if (person && frame.start) for (const [id, one] of book.refused) if (!one.local) changes.push(drop('refused', id));
  for (const [kind, id, content] of frame.records ?? []) {
    changes.push(put('records', recordKey(stream, id), { stream, subject, kind, id, content }));
    if (person) changes.push(drop('refused', id));
  }
  for (const [id] of frame.left ?? []) {
    changes.push(drop('records', recordKey(stream, id)));
    if (person) changes.push(drop('refused', id));
  }
  changes.push(put('cursors', stream, frame.to));
  return changes;
}

/** The last line: the answer was whole, so the effects of all that was kept before it have arrived. */
export function ended(book: Book, end: End, serverNow: number): Change[] {
  if (end.more) return [];
  // The person stream lists what still waits and what was refused after waiting; what it does not list was kept, also where
  // a snapshot never said so.
  const fates = new Map([...book.records.values()].filter((one) => one.kind === 'returned').map((one) => [one.id, one.content.fate]));
  const changes: Change[] = [];
  for (const [id, one] of book.shelf) {
    const listed = fates.get(id);
    const fate = listed === 'waiting' ? one.fate : listed || one.fate === 'refused' ? 'refused' : 'kept';
    if (!one.landed || fate !== one.fate) changes.push(put('shelf', id, { ...one, landed: true, fate }));
  }
  // A repeat was answered by its receipt, which knows nothing of an author who let it rest; the list does. An id that was
  // used twice is on no list.
  for (const [id, one] of book.refused) if (!one.local && !fates.has(id) && one.reason.code !== 'id_reused') changes.push(drop('refused', id));
  return [...changes, stateOf({ heard: serverNow, loaded: true })];
}

/** An operation that no request gets through with; it stays, with its content and its sealed copy, where its author sees it. */
export function unsendable(op: Op, code: string, at: number): Change[] {
  const fate: Fate = { id: op.id, fate: 'refused', at, reason: { code, mend: ['ask'] } };
  return [drop('outbox', op.id), put('refused', op.id, { ...refusedOf(op, fate), local: true })];
}

/** Its author lets go of what never reached the server; null where the operation is another one. */
export function letGo(book: Book, op: Op): Change[] | null {
  const id = String(op.body.operation);
  return op.kind === 'work.dismiss' && book.refused.get(id)?.local ? [drop('refused', id), drop('sealed', id)] : null;
}
