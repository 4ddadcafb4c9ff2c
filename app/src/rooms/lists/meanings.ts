// What a column can be, in the order of the choice.

import type { ListColumn, ListTable } from './types';

export type MeaningGroup = 'who' | 'team' | 'reach' | 'place' | 'home' | 'unused';

export const MEANINGS: [MeaningGroup, string[]][] = [
  ['who', ['full_name', 'family_name', 'given_name', 'gender', 'male', 'female', 'birth', 'birth_male', 'birth_female', 'birth_day', 'birth_month', 'birth_year', 'age']],
  ['team', ['role', 'leader_mark', 'deputy_mark', 'member_mark', 'position']],
  ['reach', ['phone', 'email']],
  ['place', ['hamlet', 'commune', 'address']],
  ['home', ['household_no', 'head_name', 'head_mark', 'relation', 'people_count', 'poor', 'near_poor', 'poverty', 'ethnicity', 'smartphone', 'computer', 'internet']],
  ['unused', ['other', 'ordinal', 'note', 'identity', 'insurance', 'bank']],
];

/** Never kept. */
const SECRET = new Set(['identity', 'insurance', 'bank']);
export const isSecret = (column: ListColumn): boolean => SECRET.has(column.meaning ?? '');

/** Protected by law: never part of a roster, counted in a list of households. */
const COUNTED = new Set(['poor', 'near_poor', 'poverty', 'ethnicity']);
export const isProtected = (column: ListColumn): boolean => isSecret(column) || COUNTED.has(column.meaning ?? '');

/** What a list of households may say only by right: a resident's phone too. */
export const isGuarded = (column: ListColumn): boolean => COUNTED.has(column.meaning ?? '') || column.meaning === 'phone';

/** Somebody should look at what it was taken for. */
export const isUnsure = (column: ListColumn): boolean =>
  column.meaning === null || column.meaning === undefined ? column.heading.trim() !== '' : column.confidence < 0.8;

export const columnsOf = (tables: ListTable[]): ListColumn[] => tables.flatMap((table) => table.columns);

/** As a spreadsheet calls it: A, B, … Z, AA. */
export function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}
