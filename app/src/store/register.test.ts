import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database';
import { enter, entries, nameOf, slots, strike } from './register';

const kept = new Map<string, string>();
globalThis.localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
} as Storage;
beforeEach(() => kept.clear());

it('reads the one word that phones of one person kept, and names its owner once the book was opened', () => {
  kept.set('gandan.book', '1');
  expect(entries()).toEqual([{ slot: '', name: '', account: '', mark: 'book' }]);
  enter('', { name: 'Nguyễn Thị Thu Hà', account: 'a' });
  expect(entries()).toEqual([{ slot: '', name: 'Nguyễn Thị Thu Hà', account: 'a', mark: 'book' }]);
  expect(kept.has('gandan.book')).toBe(false);
  kept.clear();
  kept.set('gandan.book', 'revoked');
  expect(entries()[0]?.mark).toBe('revoked');
});

it('keeps each person apart, the first of the phone first, and forgets who has nothing here any more', () => {
  for (const slot of ['10', '2', '']) enter(slot, { name: slot });
  expect(entries().map((one) => one.slot)).toEqual(['', '2', '10']);
  enter('2', { mark: 'revoked' });
  strike('10');
  expect(entries().map(({ slot, mark }) => [slot, mark])).toEqual([['', 'book'], ['2', 'revoked']]);
});

it('finds the books without the register too', async () => {
  await openDatabase(nameOf('3'));
  await openDatabase('somebody-else');
  enter('2', {});
  expect(await slots()).toEqual(['', '2', '3']);
  kept.set('gandan.people', 'not json');
  expect(entries()).toEqual([]);
  expect(await slots()).toEqual(['', '3']);
});
