// Rows by what has to be done with them.

import type { ListRow, Place } from './types';

/** `ask`: somebody has to look; `fixed`: mended, or looked at; `ready`: as it stands; `out`: not written. */
export type RowKind = 'ask' | 'fixed' | 'ready' | 'out';

export const keyOf = (row: Pick<ListRow, 'sheet' | 'row'>): string => `${row.row} ${row.sheet}`;
export const placeOf = (row: ListRow): Place => ({ sheet: row.sheet, row: row.row });

/** `accepted`: keys of doubtful rows that somebody has found right. */
export function kindOf(row: ListRow, accepted: ReadonlySet<string>): RowKind {
  if (row.outcome === 'left_out') return 'out';
  // Whether it is somebody of the book has to be said; finding the row right does not say it.
  if (row.outcome === 'maybe') return 'ask';
  if (row.doubtful && !accepted.has(keyOf(row))) return 'ask';
  return row.warnings.length > 0 ? 'fixed' : 'ready';
}

export type Counts = Record<RowKind, number>;

export function countsOf(rows: ListRow[], accepted: ReadonlySet<string>): Counts {
  const counts: Counts = { ask: 0, fixed: 0, ready: 0, out: 0 };
  for (const row of rows) counts[kindOf(row, accepted)] += 1;
  return counts;
}

export interface Group {
  sheet: string;
  hamlet: string;
  rows: ListRow[];
}

/** By sheet and hamlet, in the order in which the file first names them. */
export function groupsOf(rows: ListRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.hamlet}\n${row.sheet}`;
    const group = groups.get(key) ?? { sheet: row.sheet, hamlet: row.hamlet, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The first `n` rows of groups, in order. */
export function firstOf(groups: Group[], n: number): Group[] {
  const shown: Group[] = [];
  for (const group of groups) {
    if (n <= 0) break;
    shown.push({ ...group, rows: group.rows.slice(0, n) });
    n -= group.rows.length;
  }
  return shown;
}
