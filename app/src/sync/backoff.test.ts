import { expect, test } from 'vitest';
import { delayAfter } from './backoff';

test('never earlier than the server asked for', () => {
  expect(delayAfter({ kind: 'busy', retryAfter: 120, full: false }, 1, 0)).toBe(120_000);
  expect(delayAfter({ kind: 'busy', retryAfter: null, full: false }, 1, 0)).toBe(5000);
  expect(delayAfter({ kind: 'busy', retryAfter: 1, full: true }, 1, 0)).toBe(600_000);
});

test('it grows, to a bound, and spreads', () => {
  const waits = [1, 2, 3, 20].map((failures) => delayAfter({ kind: 'offline' }, failures, 0));
  expect(waits).toEqual([5000, 10_000, 20_000, 900_000]);
  expect(delayAfter({ kind: 'offline' }, 1, 0.999)).toBeGreaterThan(7000);
});

test('nothing to do, or nothing that time mends', () => {
  expect(delayAfter({ kind: 'done' }, 0, 0)).toBeNull();
  expect(delayAfter({ kind: 'stopped', code: 'device_revoked' }, 1, 0)).toBeNull();
});
