// What the phone may say about sending. "All sent" follows from the outbox, what the server holds, and what was returned;
// from nothing else, so that no lucky request can make it true.

import type { Book } from './book';
import type { Content, Op, Reason } from './types';
import { reasonOf } from './steps';

export type Status =
  | { kind: 'refused'; returned: number; waiting: number }
  | { kind: 'waiting'; waiting: number; oldest: number }
  | { kind: 'kept'; at: number }
  | { kind: 'never' };

export interface Waiting {
  id: string;
  kind: string;
  made: number;
  body: Content;
  /** 'no': only on this phone. 'order': the server holds it for something it builds on. 'leader': for the leader's word. */
  held: 'no' | 'order' | 'leader';
}

export interface Returned {
  id: string;
  kind: string;
  at: number;
  reason: Reason;
  body: Content;
}

interface OnFile {
  kind: string;
  at: number;
  fate: string;
  reason: { code: string; params?: Record<string, unknown> | null; mend?: string[] };
  body?: Content | null;
}

/** What the person stream says about operations of this account, from any of its phones. */
function onFile(book: Book): Map<string, OnFile> {
  const found = new Map<string, OnFile>();
  for (const record of book.records.values()) if (record.kind === 'returned') found.set(record.id, record.content as unknown as OnFile);
  return found;
}

/** Refusals that the author has answered, on their way: the operations that these are about. */
function answered(book: Book): Set<string> {
  const about = [...book.outbox.values(), ...[...book.shelf.values()].filter((one) => one.fate !== 'refused' && !one.landed)]
    .filter(({ op }) => op.kind === 'work.dismiss' || op.kind === 'work.hand_over')
    .map(({ op }) => String(op.body.operation));
  return new Set(about);
}

/** Everything that is in no book yet, oldest first. */
export function waitingOf(book: Book): Waiting[] {
  const file = onFile(book);
  const here = [...book.outbox.values()].map(({ op, made }) => item(op, made, 'no'));
  const there = [...book.shelf.values()]
    .filter((one) => one.fate === 'waiting' && !file.has(one.op.id))
    .map((one) => item(one.op, one.made, 'order'));
  const filed = [...file]
    .filter(([, one]) => one.fate === 'waiting')
    .map(([id, one]): Waiting => ({ id, kind: one.kind, made: one.at, body: one.body ?? {}, held: one.reason.code === 'waits_for' ? 'order' : 'leader' }));
  return [...here, ...there, ...filed].sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
}

const item = ({ id, kind, body }: Op, made: number, held: Waiting['held']): Waiting => ({ id, kind, made, body, held });

/** What came back to its author and was not answered yet, latest first. */
export function returnedOf(book: Book): Returned[] {
  const done = answered(book);
  const file = onFile(book);
  const filed = [...file]
    .filter(([, one]) => one.fate !== 'waiting')
    .map(([id, one]): Returned => ({ id, kind: one.kind, at: one.at, reason: reasonOf(one.reason), body: one.body ?? {} }));
  const fresh = [...book.refused.values()].filter((one) => !file.has(one.id));
  return [...filed, ...fresh].filter((one) => !done.has(one.id)).sort((a, b) => b.at - a.at);
}

export function statusOf(book: Book): Status {
  const waiting = waitingOf(book);
  const returned = returnedOf(book);
  if (returned.length) return { kind: 'refused', returned: returned.length, waiting: waiting.length };
  const [oldest] = waiting;
  if (oldest) return { kind: 'waiting', waiting: waiting.length, oldest: oldest.made };
  return book.state.heard ? { kind: 'kept', at: book.state.heard } : { kind: 'never' };
}
