import { expect, test } from 'vitest';
import { Book } from './book';
import { batchOf, requestOf } from './request';
import type { Op } from './types';

const op = (n: number, note = ''): Op => ({ id: `op-${n}`, kind: 'household.edit', version: 1, stamp: [n, 0], body: { note } });

function bookWith(ops: Op[]): Book {
  const book = new Book();
  book.apply(ops.map((one) => ({ table: 'outbox', key: one.id, value: { op: one, made: 0 } })));
  return book;
}

test('the oldest first, at most so many', () => {
  const book = bookWith([op(3), op(1), op(2)]);
  expect(batchOf(book, 2).map((one) => one.id)).toEqual(['op-1', 'op-2']);
  expect(requestOf(book, batchOf(book, 2), 9)).toMatchObject({ v: 1, now: 9, held: 1 });
});

test('a batch stays below what the server takes, in bytes and not in letters', () => {
  const book = bookWith(Array.from({ length: 100 }, (_, i) => op(i, 'ẩ'.repeat(10_000))));
  const batch = batchOf(book, 500);
  expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThan(1024 * 1024);
  expect(batch.length).toBeGreaterThan(20);
});

test('a request that only asks is small', () => {
  expect(requestOf(new Book(), [], 9)).toEqual({ v: 1, now: 9 });
});
