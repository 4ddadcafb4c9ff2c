// How a household is named and found.

import { fold } from '../../ui/find';
import { bareName, called, givenName, raised, titled, writtenTitle, type CallWords } from './call';

export interface Level {
  level: number;
  day: string;
  why?: string;
}

export interface Resident {
  id: string;
  name: string;
  birth_year: number | null;
  sex: string | null;
  relation: string;
  head: boolean;
  levels: Record<string, Level | undefined>;
}

export interface NextVisit {
  step: string;
  day: string;
  note: string;
}

export interface Household {
  id: string;
  hamlet: string;
  name: string;
  cluster: string;
  note: string;
  smartphones: number | null;
  computers: number | null;
  line: string | null;
  signal: string | null;
  surveyed_on: string | null;
  next: NextVisit | null;
  last_visit: string | null;
  last_met: string | null;
  /** The membership that looks after it; '' where none was named. It may have ended. */
  keeper: string;
  residents: Resident[];
  /** By purpose: what it answered, and on which day. */
  consents: Record<string, { answer: string; day: string } | undefined>;
  /** What is protected and was written on this phone, by subject and purpose; null: erased. */
  unsent: Record<string, Record<string, string | null> | undefined>;
  /** Its own id and those of records that were merged into it. */
  records: string[];
  /** Something about it was made on this phone and is not at the server yet. */
  pending: boolean;
}

export const headOf = (household: Household): Resident | undefined => household.residents.find((one) => one.head) ?? household.residents[0];

/** "Bà Thạch Thị Sa Rươl": the name in the book, with the head's title when the book gives none. */
export function householdName(household: Household, today: string, words: CallWords): string {
  if (writtenTitle(household.name)) return raised(household.name.trim().replace(/^hộ\s+/iu, ''));
  const head = headOf(household);
  if (head && (!household.name || fold(bareName(household.name)) === fold(bareName(head.name)))) return raised(titled(head, today, words));
  return raised(bareName(household.name) || household.name);
}

/** "bà Sa Rươl": how one speaks of it in a sentence. */
export function householdCall(household: Household, today: string, words: CallWords): string {
  const title = writtenTitle(household.name);
  if (title) return `${title} ${givenName(household.name)}`;
  const head = headOf(household);
  if (head && (!household.name || fold(bareName(household.name)) === fold(bareName(head.name)))) return called(head, today, words);
  return bareName(household.name);
}

/** Never asked about any skill: no resident stands anywhere. */
export const neverAsked = (household: Household): boolean => household.residents.every((one) => Object.keys(one.levels).length === 0);

/** The rung of a skill in this household: its head's, else the highest that anyone stands on; null when nobody was asked. */
export function rungOf(household: Household, skill: string): number | null {
  const head = headOf(household)?.levels[skill];
  if (head) return head.level;
  const others = household.residents.map((one) => one.levels[skill]?.level).filter((level): level is number => level !== undefined);
  return others.length ? Math.max(...others) : null;
}

/** All that a search looks through, folded once. */
export const searchText = (household: Household): string =>
  fold([household.name, ...household.residents.map((one) => one.name), household.cluster].join(' | '));
