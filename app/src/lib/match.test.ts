import { expect, test } from 'vitest';
import { match } from './match';

test('a pattern gives its parameters, or says no', () => {
  expect(match('/', '/')).toEqual({});
  expect(match('/ho/:id', '/ho/7')).toEqual({ id: '7' });
  expect(match('/ho/:id', '/ho/7/')).toEqual({ id: '7' });
  expect(match('/ho/:id/nguoi/:resident', '/ho/7/nguoi/8')).toEqual({ id: '7', resident: '8' });
  expect(match('/ho/:id', '/ho')).toBeNull();
  expect(match('/ho/moi', '/ho/7')).toBeNull();
});

test('an invitation code may hold what an address escapes, and a broken escape is taken as it is', () => {
  expect(match('/moi/:code', '/moi/K7M4%2D2QPD')).toEqual({ code: 'K7M4-2QPD' });
  expect(match('/moi/:code', '/moi/%E0%A4%A')).toEqual({ code: '%E0%A4%A' });
});
