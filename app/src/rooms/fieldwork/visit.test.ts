import { describe, expect, it } from 'vitest';
import { begin, bodyOf, comeBack, counted, dayTrouble, likelyNext, likelySkill, picksOf, readDraft, type Known, type VisitDraft } from './visit';

const today = '2026-11-24';
const skills = ['vneid', 'vssid', 'health'];
const saRuol = { id: 'sa-ruol', levels: { vneid: { level: 4, day: '2026-11-12' }, vssid: { level: 1, day: '2026-11-13' } } };
const da = { id: 'da', levels: {} };
const known = (people = [saRuol, da], lastMet = ['sa-ruol']): Known => ({ today, people, lastMet, skills });
const after = (draft: VisitDraft, patch: Partial<VisitDraft>): VisitDraft => ({ ...draft, ...patch });

describe('what is already chosen', () => {
  it('is who was met last time, or the only one at home, and today', () => {
    expect(begin('h', known(), 1).met).toEqual(['sa-ruol']);
    expect(begin('h', known([da], []), 1).met).toEqual(['da']);
    expect(begin('h', known([saRuol, da], []), 1).met).toEqual([]);
    expect(begin('h', known(), 1)).toMatchObject({ day: today, chosen: false });
  });

  it('is the skill practised last that is not mastered, else the first not asked', () => {
    expect(likelySkill(saRuol, skills)).toBe('vssid');
    expect(likelySkill(da, skills)).toBe('vneid');
    expect(likelySkill({ id: 'x', levels: { vneid: { level: 6, day: today } } }, skills)).toBe('vssid');
  });

  it('is the rung of the last time, and none for someone never asked', () => {
    const draft = begin('h', known(), 1);
    expect(picksOf(draft, saRuol, 'sa-ruol', skills)).toEqual([{ resident: 'sa-ruol', skill: 'vssid', level: 1 }]);
    expect(picksOf(draft, da, 'da', skills)).toEqual([{ resident: 'da', skill: 'vneid', level: null }]);
  });

  it('is the Saturday at least two days off', () => {
    expect(comeBack('2026-11-24')).toBe('2026-11-28');
    expect(comeBack('2026-11-27')).toBe('2026-12-05');
  });
});

describe('what counts', () => {
  const draft = after(begin('h', known(), 1), {
    met: ['sa-ruol', 'da'],
    picks: [{ resident: 'sa-ruol', skill: 'vneid', level: 5 }, { resident: 'da', skill: 'vneid', level: 2 }],
    seen: ['sa-ruol'],
  });

  it('is nothing for a person whose page was not looked at', () => {
    expect(counted(draft).map((pick) => pick.resident)).toEqual(['sa-ruol']);
  });

  it('is nothing when nobody was met, whatever was chosen before', () => {
    const nobody = after(draft, { nobody: true });
    expect(counted(nobody)).toEqual([]);
    expect(bodyOf(nobody, 'v', 2)).toMatchObject({ people: [], practised: [] });
  });

  it('leads to the next step: done when all is mastered, a device when that lacks', () => {
    const at = (level: number) => after(draft, { picks: [{ resident: 'sa-ruol', skill: 'vneid', level }] });
    expect(likelyNext(at(6))).toBe('done');
    expect(likelyNext(at(0))).toBe('device');
    expect(likelyNext(at(5))).toBe('return');
  });

  it('goes out as the contract has it, without what is empty', () => {
    expect(bodyOf(draft, 'v', 2)).toEqual({
      visit: 'v', household: 'h', day: today, chosen: 0, at: 2, people: ['sa-ruol', 'da'],
      practised: [{ resident: 'sa-ruol', skill: 'vneid', level: 5 }], next: { step: 'return', day: '2026-11-28' },
    });
    expect(bodyOf(after(draft, { next: { step: 'done', day: '2026-11-28', note: 'x' } }), 'v', 2).next).toEqual({ step: 'done' });
    expect(bodyOf(after(draft, { corrects: 'old' }), 'v', 2)).toMatchObject({ visit: 'v', corrects: 'old' });
  });
});

it('a day may lie 35 days back, and never ahead', () => {
  expect(dayTrouble('2026-10-20', today)).toBe(null);
  expect(dayTrouble('2026-10-19', today)).toBe('old');
  expect(dayTrouble('2026-11-25', today)).toBe('late');
});

it('a draft in a shape we do not know is not offered', () => {
  expect(readDraft({ v: 2 })).toBe(null);
  expect(readDraft(null)).toBe(null);
  expect(readDraft(begin('h', known(), 1))?.household).toBe('h');
});
