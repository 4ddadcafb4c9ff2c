// Shares. Nothing here turns "not known" into 0: where nobody was asked there is no share at all.

import type { Row, YesNo } from './types';

/** `part` of `whole` between 0 and 1, or null where the whole is empty or unknown. */
export function share(part: number | null | undefined, whole: number | null | undefined): number | null {
  if (part == null || whole == null || whole <= 0) return null;
  return part / whole;
}

/** Three parts of one whole, as a bar draws them. */
export interface Cover {
  yes: number;
  no: number;
  notAsked: number;
}

export function coverOf(row: Row): Cover | null {
  const c = row.coverage;
  return c && { yes: c.alone, no: Math.max(0, c.asked - c.alone), notAsked: c.not_asked };
}

export const coverOfAnswers = (a: YesNo): Cover => ({ yes: a.yes, no: a.no, notAsked: a.not_asked });

export const wholeOf = (c: Cover): number => c.yes + c.no + c.notAsked;

/** Does it alone, of those who were asked. */
export const aloneShare = (row: Row): number | null => share(row.coverage?.alone, row.coverage?.asked);

/** Not asked, of all. */
export function notAskedShare(row: Row): number | null {
  const c = row.coverage;
  return c ? share(c.not_asked, c.asked + c.not_asked) : null;
}

/**
 * The total of a column. Rows whose figure is not known are left out and counted, so that the total can say so;
 * a column of which nothing is known has no total.
 */
export function total(values: (number | null)[]): { sum: number | null; unknown: number } {
  const known = values.filter((value): value is number => value !== null);
  return { sum: known.length ? known.reduce((a, b) => a + b, 0) : null, unknown: values.length - known.length };
}

export function totalCoverage(rows: Row[]): Row['coverage'] {
  const known = rows.flatMap((row) => (row.coverage ? [row.coverage] : []));
  if (known.length === 0) return null;
  return known.reduce(
    (sum, c) => ({
      alone: sum.alone + c.alone,
      asked: sum.asked + c.asked,
      not_asked: sum.not_asked + c.not_asked,
    }),
    { alone: 0, asked: 0, not_asked: 0 },
  );
}
