// What was understood of a cell beside what stands in it.

import { day } from '../desk/say';
import type { ListRow } from './types';

export type Field = 'full_name' | 'gender' | 'birth' | 'role' | 'phone' | 'relation';

/** What was mended so surely that nobody has to look; as in crates/roster/src/record.rs. */
export const SURE: readonly string[] = [
  'W_PHONE_ZERO_RESTORED',
  'W_PHONE_MULTIPLE',
  'W_PHONE_OLD_PREFIX',
  'W_PHONE_LANDLINE',
  'W_DOB_YEAR_ONLY',
  'W_DOB_MONTH_ONLY',
  'W_DOB_TWO_DIGIT_YEAR',
  'W_NAME_NFD',
  'W_NAME_LEGACY_TCVN3',
  'W_NAME_LEGACY_VNI',
  'W_NAME_CASE',
  'W_NAME_SPACES',
  'W_NAME_ETH',
  'W_NAME_TITLE_REMOVED',
];

const ABOUT: [start: string, field: Field][] = [
  ['W_PHONE', 'phone'],
  ['W_DOB', 'birth'],
  ['W_GENDER', 'gender'],
  ['W_ROLE', 'role'],
  ['W_SECOND_LEADER', 'role'],
  ['W_RELATION', 'relation'],
  ['W_NO_HOUSEHOLD', 'relation'],
  ['W_NAME', 'full_name'],
  ['W_DUPLICATE', 'full_name'],
  ['W_POSSIBLE', 'full_name'],
];

/** Fields about which something is not sure. */
export function doubtsOf(row: ListRow): Set<Field> {
  const doubts = row.warnings.filter((code) => !SURE.includes(code));
  return new Set(ABOUT.filter(([start]) => doubts.some((code) => code.startsWith(start))).map(([, field]) => field));
}

/** +84950000248 as it is spoken: 0950 000 248. */
export function phoneShown(phone: string): string {
  const national = phone.replace(/^\+84/, '0');
  return national.replace(/^(\d{4})(\d{3})(\d{3,})$/, '$1 $2 $3');
}

/** What was understood, for people; the year alone as a number. */
export const birthShown = (row: ListRow, year: (text: string) => string): string =>
  row.birth_date ? day(row.birth_date) : row.birth_year ? year(String(row.birth_year)) : '';

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const low = (text: string) => plain(text).toLocaleLowerCase('vi');
const MARK = /^[xv✓✔1*+•●]+$/i;

const SAME: Record<Field, (raw: string, row: ListRow) => boolean> = {
  full_name: (raw, row) => plain(raw) === row.full_name,
  gender: (raw, row) => MARK.test(plain(raw)) || low(raw) === low(row.gender),
  role: (raw, row) => MARK.test(plain(raw)) || low(raw) === low(row.role),
  birth: sameBirth,
  relation: (raw, row) => low(raw) === low(row.relation),
  phone: (raw, row) => raw.replace(/[\s.\-–()]/g, '').replace(/^\+?84/, '0') === row.phone.replace(/^\+84/, '0'),
};

function sameBirth(raw: string, row: ListRow): boolean {
  const said = (raw.match(/\d+/g) ?? []).map(Number);
  if (!row.birth_date) return said.length === 1 && said[0] === row.birth_year;
  const date = row.birth_date.split('-').map(Number);
  // A date cell may bring a time of midnight along.
  const first = said.slice(0, 3);
  const rest = said.slice(3).every((part) => part === 0);
  return rest && [date, [...date].reverse()].some((one) => one.join() === first.join());
}

/** The cell's own text where it says something else than what was understood. */
export function differing(row: ListRow, field: Field): string | null {
  const raw = row.raw[field];
  if (raw === undefined) return null;
  return SAME[field](raw, row) ? null : raw;
}
