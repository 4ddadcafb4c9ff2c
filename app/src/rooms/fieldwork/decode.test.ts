import { expect, it } from 'vitest';
import { householdOf, visitOf } from './decode';

it('reads a household, and leaves what was not sent unknown rather than zero', () => {
  const read = householdOf('h', 'ap', { name: 'Bà Sa Rươl', smartphones: 0, next: ['return', '2026-11-28'], last_visit: ['2026-11-12', 'v'],
    residents: [{ id: 'b', name: 'Đa' }, { id: 'a', name: 'Sa Rươl', head: 1, levels: { '2026-11-12': { vneid: 4, vssid: [-1, 'scam'] } } }] }, false);
  expect(read).toMatchObject({ smartphones: 0, computers: null, line: null, next: { step: 'return', day: '2026-11-28', note: '' }, last_visit: '2026-11-12' });
  expect(read.residents.map((one) => one.id)).toEqual(['a', 'b']);
  expect(read.residents[0]?.levels).toEqual({ vneid: { level: 4, day: '2026-11-12' }, vssid: { level: -1, day: '2026-11-12', why: 'scam' } });
});

it('reads a visit where nobody was met', () => {
  expect(visitOf('v', { household: 'h', day: '2026-11-12', met: 0 }, true)).toMatchObject({ met: false, people: [], practised: [], next: null, pending: true });
});

it('calls who practised by the place among those met', () => {
  const read = visitOf('v', { household: 'h', day: '2026-11-12', met: 1, people: ['a', 'b'], practised: [[1, 'vneid', 5]] }, false);
  expect(read.practised).toEqual([{ resident: 'b', skill: 'vneid', level: 5 }]);
});
