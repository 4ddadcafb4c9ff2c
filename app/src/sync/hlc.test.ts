import { expect, test } from 'vitest';
import { AHEAD_MS, compare, observe, settle, tick } from './hlc';
import { seeded } from './testing/chance';
import type { Stamp } from './types';

test('stamps only grow, however the clock jumps', () => {
  const chance = seeded(3);
  let last: Stamp = [0, 0];
  for (let i = 0; i < 1000; i++) {
    const next = chance.below(3) === 0 ? observe(last, [chance.below(5000), chance.below(9)]) : tick(last, chance.below(5000));
    expect(compare(next, last)).toBeGreaterThanOrEqual(0);
    last = next;
  }
});

test('within one millisecond the counter tells apart', () => {
  expect(tick([5, 0], 5)).toEqual([5, 1]);
  expect(tick([5, 7], 6)).toEqual([6, 0]);
  expect(tick([5, 7], 1)).toEqual([5, 8]);
});

test('a clock that stood far ahead comes back, one that is a little ahead does not', () => {
  expect(settle([AHEAD_MS + 2000, 0], [1000, 0], 1000)).toEqual([1000, 0]);
  expect(settle([5000, 0], [1000, 0], 1000)).toEqual([5000, 0]);
});
