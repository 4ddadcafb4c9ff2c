import { expect, it } from 'vitest';
import { householdOf } from '../fieldwork/decode';
import { atLeast, byAge } from './unvisited';

it('puts those who were never visited first, then those of longest ago', () => {
  const home = (id: string, day?: string) => householdOf(id, 'h', day ? { last_visit: [day, 'v'] } : {}, false);
  const all = byAge([home('near', '2026-11-20'), home('never'), home('far', '2026-08-01'), home('ahead', '2026-11-27')], '2026-11-25');
  expect(all.map((one) => [one.household.id, one.days])).toEqual([['never', null], ['far', 116], ['near', 5], ['ahead', 0]]);
  expect(atLeast(all, 90).map((one) => one.household.id)).toEqual(['never', 'far']);
});
