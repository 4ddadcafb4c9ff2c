import { describe, expect, it } from 'vitest';
import { choices, stepOf } from './hall';

describe('the sheet for the village hall', () => {
  it('says the ladder in four words, and what was not asked is none of them', () => {
    const row = { skill: 'vneid', name_vi: '', name_en: '', icon: '', rungs: [2, 1, 1, 1, 1, 1, 7], refuses: 3, not_asked: 40, residents: 57 };
    expect(stepOf(row)).toEqual({ alone: 7, learning: 5, notYet: 5, notAsked: 40 });
  });
  it('offers this month and quarter and those before, over the turn of the year', () => {
    expect(choices('m:2026-12')).toEqual(['m:2026-12', 'm:2026-11', 'q:2026-4', 'q:2026-3']);
    expect(choices('m:2027-01')).toEqual(['m:2027-01', 'm:2026-12', 'q:2027-1', 'q:2026-4']);
  });
});
