import { expect, it } from 'vitest';
import { stairs } from './stairs';

it('not asked is dashed and empty; no device stands on the ground; refusing stands nowhere', () => {
  expect(stairs(null, 6, 50)).toMatchObject({ edge: 'ask', filled: null, stand: null });
  expect(stairs(0, 6, 50)).toMatchObject({ edge: 'off', filled: null, stand: [5, 18.8] });
  expect(stairs(-1, 6, 50)).toMatchObject({ edge: 'no', filled: null, stand: null });
  expect(stairs(6, 6, 50).filled).toBe(stairs(6, 6, 50).outline);
});
