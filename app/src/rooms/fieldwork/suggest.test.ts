import { expect, it } from 'vitest';
import type { Household } from './household';
import { reasonFor, suggest } from './suggest';

const today = '2026-11-24';
const skills = ['vneid'];
const home = (id: string, patch: Partial<Household> = {}): Household => ({
  id, hamlet: 'h', name: id, cluster: '', note: '', smartphones: null, computers: null, line: null, signal: null, surveyed_on: null, next: null,
  last_visit: '2026-11-01', last_met: '2026-11-01', pending: false, keeper: '', consents: {}, unsent: {}, records: [id],
  residents: [{ id: `${id}1`, name: id, birth_year: null, sex: null, relation: '', head: true, levels: { vneid: { level: 6, day: '2026-11-01' } } }],
  ...patch,
});
const next = (day: string) => ({ next: { step: 'return', day, note: '' } });

it('knows why a home is worth a visit', () => {
  expect(reasonFor(home('a', next(today)), today, skills)).toEqual({ is: 'due', day: today });
  expect(reasonFor(home('a', next('2026-11-23')), today, skills)).toEqual({ is: 'overdue', days: 1 });
  expect(reasonFor(home('a', { last_visit: null, last_met: null }), today, skills)).toEqual({ is: 'never' });
  expect(reasonFor(home('a', { last_met: null }), today, skills)).toEqual({ is: 'unmet' });
  expect(reasonFor(home('a', { last_visit: '2026-08-01' }), today, skills)).toEqual({ is: 'long_ago', days: 115 });
});

it('leaves alone what was promised for later, mastered, or visited this week', () => {
  expect(reasonFor(home('a', next('2026-11-30')), today, skills)).toBe(null);
  expect(reasonFor(home('a'), today, skills)).toBe(null);
  expect(reasonFor(home('a', { last_visit: '2026-11-20', last_met: null }), today, skills)).toBe(null);
});

it('puts promises first, and does not let the never-asked crowd out the rest', () => {
  const never = ['n1', 'n2', 'n3'].map((id) => home(id, { last_visit: null, last_met: null }));
  const long = home('long', { last_visit: '2026-01-01' });
  const order = suggest([...never, long, home('late', next('2026-11-20')), home('due', next(today))], today, skills).map((one) => one.household.id);
  expect(order).toEqual(['due', 'late', 'n1', 'long', 'n2', 'n3']);
});
