import { expect, it } from 'vitest';
import { again, correction, practisedOn } from './correct';
import { householdOf, visitOf } from './decode';
import { bodyOf } from './visit';

const today = '2026-11-24';
const household = householdOf('h', 'ap', { name: 'x', residents: [{ id: 'a', name: 'Tư', head: 1, levels: { '2026-11-22': { vneid: 5 }, '2026-10-01': { vssid: 1 } } }] }, false);

it('a saved visit is corrected with what was practised that day', () => {
  const visit = visitOf('v', { household: 'h', day: '2026-11-22', met: 1, people: ['a', 'gone'], note: 'x' }, false);
  expect(practisedOn(visit, household)).toEqual([{ resident: 'a', skill: 'vneid', level: 5 }]);
  expect(bodyOf(correction(visit, household, today, 1), 'new', 2)).toMatchObject({
    corrects: 'v', day: '2026-11-22', chosen: 1, people: ['a'], practised: [{ resident: 'a', skill: 'vneid', level: 5 }], next: { step: 'done' }, note: 'x',
  });
});

it('a refused visit comes back whole; a day that has not come becomes today', () => {
  const item = {
    id: 'op', kind: 'visit.record', at: 1, reason: { code: 'day_in_future', params: {}, mend: ['edit'] },
    body: { household: 'h', day: '2026-11-30', people: ['a'], practised: [{ resident: 'a', skill: 'vneid', level: -1, why: 'scam' }], next: { step: 'police', day: '2026-12-01' } },
  };
  const draft = again(item, household, today, 1);
  expect(draft).toMatchObject({ answers: 'op', day: today, chosen: false, corrects: null });
  expect(bodyOf(draft, 'new', 2)).toMatchObject({ practised: [{ resident: 'a', skill: 'vneid', level: -1, why: 'scam' }], next: { step: 'police', day: '2026-12-01' } });
});
