// What is to be said of a row, in the language that is on.

import { w } from '../desk/words';
import { phoneShown } from './cells';
import type { ListRow } from './types';
import { words } from './words';

/** What was done to the row or is doubtful about it, the doubtful first. */
export const warningsOf = (row: ListRow): string[] => row.warnings.map((code) => words.cells.warnings[code] ?? code);

/** What becomes different of somebody who is in the book. */
export function changesOf(row: ListRow): string[] {
  const t = words.lists;
  return row.changes.map(([field = '', from = '', to = '']) =>
    t.change(t.fields[field] ?? field, valueOf(field, from), valueOf(field, to)),
  );
}

function valueOf(field: string, value: string): string {
  if (value === '') return words.lists.empty;
  if (field === 'role') return (w.desk.roles as Record<string, string>)[value] ?? value;
  if (field === 'position') return words.cells.posts[value] ?? value;
  if (field === 'gender') return words.lists.sexes[value] ?? value;
  return field === 'phone' ? phoneShown(value) : value;
}
