// Which operations go up together, and the request they travel in.

import type { Book } from './book';
import { compare } from './hlc';
import type { Op, SyncRequest } from './types';

/** The server's bounds: 500 operations, 1 MiB; the rest of the request needs some of it. */
export const MOST_OPS = 500;
const MOST_BYTES = 900 * 1024;

/** The oldest operations that fit, in the order they were made. */
export function batchOf(book: Book, limit: number): Op[] {
  const waiting = [...book.outbox.values()].map((one) => one.op).sort((a, b) => compare(a.stamp, b.stamp) || (a.id < b.id ? -1 : 1));
  const batch: Op[] = [];
  let bytes = 0;
  for (const op of waiting.slice(0, Math.min(limit, MOST_OPS))) {
    bytes += utf8Length(JSON.stringify(op)) + 1;
    if (bytes > MOST_BYTES && batch.length > 0) break;
    batch.push(op);
  }
  return batch;
}

/** More than fits into any request. */
export const isLarge = (op: Op): boolean => utf8Length(JSON.stringify(op)) > MOST_BYTES;

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes for two units.
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}

/** Fields at their default are left out: a request that only asks has to stay small. */
export function requestOf(book: Book, ops: Op[], now: number): SyncRequest {
  const { epoch, heard } = book.state;
  const held = book.outbox.size - ops.length;
  return {
    v: 1,
    ...(epoch ? { epoch } : {}),
    now,
    ...(book.cursors.size ? { cursors: Object.fromEntries(book.cursors) } : {}),
    ...(ops.length ? { ops } : {}),
    ...(held ? { held } : {}),
    ...(heard ? { heard } : {}),
  };
}
