// Households by how long nobody has been there, from the phone's own copy.

import { daysBetween } from '../../ui/days';
import type { Household } from '../fieldwork/household';

export interface Waiting {
  household: Household;
  /** Days since the last visit; null: none is in the book. */
  days: number | null;
}

/** Never visited first, then those that were visited longest ago. */
export function byAge(households: Household[], today: string): Waiting[] {
  return households
    .map((household): Waiting => ({ household, days: household.last_visit ? Math.max(0, daysBetween(household.last_visit, today)) : null }))
    .sort((a, b) => (b.days ?? Infinity) - (a.days ?? Infinity) || 0);
}

/** At least so long, or never. */
export const atLeast = (all: Waiting[], days: number): Waiting[] => all.filter((one) => one.days === null || one.days >= days);
