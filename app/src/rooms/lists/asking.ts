// The rows that somebody has to look at, as a file to send back to the hamlet.

import { csv, type Cell } from '../insight/csv';
import { doubtsOf } from './cells';
import { warningsOf } from './sentences';
import type { ListRow } from './types';
import { words } from './words';

export function askingFile(rows: ListRow[]): string {
  const t = words.lists.csv;
  const sheets = new Set(rows.map((row) => row.sheet)).size > 1;
  const head: Cell[] = [...(sheets ? [t.sheet] : []), t.row, t.hamlet, t.name, t.what, t.cell];
  const line = (row: ListRow): Cell[] => [
    ...(sheets ? [row.sheet] : []),
    row.row,
    row.hamlet,
    row.full_name,
    warningsOf(row).join('; '),
    [...doubtsOf(row)].map((field) => row.raw[field]).filter(Boolean).join('; '),
  ];
  return csv([head, ...rows.map(line)]);
}
