// What is to be said of a row, in the language that is on.

import { percent } from '../desk/say';
import { w } from '../desk/words';
import { phoneShown } from './cells';
import type { ListRow } from './types';
import { words } from './words';

/** What was done to the row or is doubtful about it, the doubtful first. */
export const warningsOf = (row: ListRow): string[] => row.warnings.map((code) => words.cells.warnings[code] ?? code);

/** What becomes different of somebody who is in the book. */
export function changesOf(row: ListRow): string[] {
  return row.changes.map(changeOf);
}

/** Field, old, new. */
export function changeOf([field = '', from = '', to = '']: string[]): string {
  const t = words.lists;
  return t.change(t.fields[field] ?? field, valueOf(field, from), valueOf(field, to));
}

/** Whom of the book a row may be. */
export function alikeOf(row: ListRow): string | null {
  return row.alike ? words.lists.alike(row.alike.name, percent(row.alike.score)) : null;
}

/** What is counted of a hamlet: poor, near_poor …, or a people as the list writes it. */
export const itemShown = (kind: string, item: string): string => (kind === 'poverty' ? (words.lists.poverty[item] ?? item) : item);

function valueOf(field: string, value: string): string {
  if (value === '') return words.lists.empty;
  if (field === 'role') return (w.desk.roles as Record<string, string>)[value] ?? value;
  if (field === 'position') return words.cells.posts[value] ?? value;
  if (field === 'gender' || field === 'sex') return words.lists.sexes[value] ?? value;
  if (field === 'line') return words.lists.line[value] ?? value;
  return field === 'phone' ? phoneShown(value) : value;
}

/** "KHMER" and "khmer" are one, as where they are counted. */
const capital = (text: string): string => text.toLocaleLowerCase('vi').replace(/(^|\s)\S/g, (first) => first.toLocaleUpperCase('vi'));

/** What a list says of a household that is protected, in one line. */
export function guardedOf(row: ListRow): string {
  const { poor, near_poor: near, poverty, ethnicity } = row.extra;
  const item = poor === '1' ? 'poor' : near === '1' ? 'near_poor' : '';
  return [item ? words.lists.poverty[item] : poverty, capital(ethnicity ?? '')].filter(Boolean).join(', ');
}
