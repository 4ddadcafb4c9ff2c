import { expect, test } from 'vitest';
import { loginShown } from './shown';

test('a phone number is written as it is dialled', () => {
  expect(loginShown('+84912345678')).toBe('0912 345 678');
  expect(loginShown('+842438251234')).toBe('0243 825 1234');
  expect(loginShown('duc.tran')).toBe('duc.tran');
});
