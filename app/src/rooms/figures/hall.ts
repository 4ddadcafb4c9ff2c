// What the sheet for the village hall says, from the hamlet's figures. Plain functions.

import type { Ladder } from '../insight/types';

export interface Step {
  alone: number;
  learning: number;
  /** No phone yet, or does not want it. */
  notYet: number;
  notAsked: number;
}

const rung = (row: Ladder, at: number): number => row.rungs[at] ?? 0;

export const stepOf = (row: Ladder): Step => ({
  alone: rung(row, 6),
  learning: [1, 2, 3, 4, 5].reduce((sum, at) => sum + rung(row, at), 0),
  notYet: rung(row, 0) + row.refuses,
  notAsked: row.not_asked,
});

/** The periods that the sheet can show, by key: this month and the one before, this quarter and the one before. */
export function choices(running: string): [string, string, string, string] {
  const [, year, month] = /^m:(\d{4})-(\d{2})$/.exec(running) ?? ['', '2026', '01'];
  const y = Number(year);
  const m = Number(month);
  const q = Math.ceil(m / 3);
  const two = (n: number) => String(n).padStart(2, '0');
  return [
    `m:${y}-${two(m)}`,
    m === 1 ? `m:${y - 1}-12` : `m:${y}-${two(m - 1)}`,
    `q:${y}-${q}`,
    q === 1 ? `q:${y - 1}-4` : `q:${y}-${q - 1}`,
  ];
}
