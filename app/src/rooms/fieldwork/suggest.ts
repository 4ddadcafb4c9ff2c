// Whom to visit next and why, in the order a member would choose: promised, overdue, never asked, could not do it alone, long ago.

import { daysBetween } from '../../ui/days';
import { neverAsked, type Household } from './household';
import { ALONE } from './visit';

export type Reason =
  | { is: 'due'; day: string }
  | { is: 'overdue'; days: number }
  | { is: 'never' }
  | { is: 'unmet' }
  | { is: 'not_alone'; skill: string }
  | { is: 'long_ago'; days: number };

export interface Suggestion {
  household: Household;
  reason: Reason;
}

const LONG = 60;
/** After a visit a household rests this many days, unless a day was promised. */
const REST = 7;

export function reasonFor(household: Household, today: string, skills: string[]): Reason | null {
  if (household.next?.day) {
    const late = daysBetween(household.next.day, today);
    if (late === 0) return { is: 'due', day: household.next.day };
    if (late > 0) return { is: 'overdue', days: late };
    return null;
  }
  if (!household.last_visit) return { is: 'never' };
  const since = daysBetween(household.last_visit, today);
  if (since < REST) return null;
  if (!household.last_met) return { is: 'unmet' };
  if (neverAsked(household)) return { is: 'never' };
  if (since >= LONG) return { is: 'long_ago', days: since };
  const skill = skills.find((code) => household.residents.some((one) => {
    const level = one.levels[code]?.level;
    return level !== undefined && level > 0 && level < ALONE;
  }));
  return skill ? { is: 'not_alone', skill } : null;
}

const RANK: Record<Reason['is'], number> = { due: 0, overdue: 1, never: 2, unmet: 3, not_alone: 4, long_ago: 5 };

function before(a: Suggestion, b: Suggestion): number {
  const rank = RANK[a.reason.is] - RANK[b.reason.is];
  if (rank) return rank;
  if (a.reason.is === 'overdue' && b.reason.is === 'overdue') return a.reason.days - b.reason.days;
  if (a.reason.is === 'long_ago' && b.reason.is === 'long_ago') return b.reason.days - a.reason.days;
  return (a.household.last_visit ?? '').localeCompare(b.household.last_visit ?? '') || a.household.id.localeCompare(b.household.id);
}

/** All that have a reason, best first. Two kinds beyond the promised ones alternate at the head, so that the top is not one long list of "never". */
export function suggest(households: Household[], today: string, skills: string[]): Suggestion[] {
  const all = households
    .map((household) => ({ household, reason: reasonFor(household, today, skills) }))
    .filter((one): one is Suggestion => one.reason !== null)
    .sort(before);
  const promised = all.filter((one) => RANK[one.reason.is] <= RANK.overdue);
  const never = all.filter((one) => one.reason.is === 'never' || one.reason.is === 'unmet');
  const others = all.filter((one) => RANK[one.reason.is] >= RANK.not_alone);
  const mixed: Suggestion[] = [];
  for (let i = 0; i < Math.max(never.length, others.length); i++) {
    for (const one of [never[i], others[i]]) if (one) mixed.push(one);
  }
  return [...promised, ...mixed];
}
