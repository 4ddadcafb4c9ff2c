import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, dayOf, officialDay, shortDay, span } from './days';

const words = { now: 'mới đây', minutes: (n: number) => `${n} phút`, hours: (n: number) => `${n} giờ`, days: (n: number) => `${n} ngày` };

describe('days', () => {
  it('crosses months, years and the 29th of February', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1);
  });

  it('is the day of Viet Nam: 18:00 in London is already tomorrow', () => {
    expect(dayOf(Date.parse('2026-11-24T18:00:00Z'))).toBe('2026-11-25');
  });

  it('leaves the year out within the year, and dates decisions as offices do', () => {
    expect(shortDay('2026-11-24', '2026-11-25')).toBe('24/11');
    expect(shortDay('2025-11-24', '2026-11-25')).toBe('24/11/2025');
    expect(officialDay('2025-09-08')).toBe('08/9/2025');
    expect(officialDay('2026-02-08')).toBe('08/02/2026');
  });

  it('says how long in the largest whole unit', () => {
    expect(span(30_000, words)).toBe('mới đây');
    expect(span(2 * 3_600_000, words)).toBe('2 giờ');
    expect(span(3 * 86_400_000, words)).toBe('3 ngày');
  });
});
