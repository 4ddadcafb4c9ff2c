import { describe, expect, it } from 'vitest';
import { isPhone, phoneShown } from './number';

describe('a phone number', () => {
  it('is one in all the ways in which people write it', () => {
    for (const text of ['0912 345 678', '+84 912345678', '84912345678', '0084912345678', '(0912)-345.678']) expect(isPhone(text), text).toBe(true);
    for (const text of ['', '912345678', '091234567', '09123456789', '0012345678', '09l2345678']) expect(isPhone(text), text).toBe(false);
  });
  it('is shown as it is read aloud', () => {
    expect(phoneShown('+84912345678')).toBe('0912 345 678');
  });
});
