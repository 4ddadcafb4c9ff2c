// What stands for a unit, from what was sent: nothing here turns "no figure" into 0.

import type { Cell, Table, Value } from './types';

/** Sent for this very unit, and not taken back. */
export const sentOf = (cell: Cell): number | null => cell.now?.value ?? null;

/** Its own figure, or the sum of those below where each has one. */
export const standing = (cell: Cell): number | null => sentOf(cell) ?? cell.below ?? null;

/** What a unit was sent last, of its fields. */
export function newest(cells: Cell[]): Value | null {
  const all = cells.flatMap((cell) => (cell.now ? [cell.now] : []));
  return all.reduce<Value | null>((best, one) => (best && best.at >= one.at ? best : one), null);
}

export const corrections = (cell: Cell): number => cell.earlier.length;

/** The share of two fields, where both stand. */
export function shareOf(indicator: Pick<Table['indicator'], 'share'>, cells: Cell[]): { part: number; whole: number } | null {
  const [part, whole] = (indicator.share ?? []).map((item) => {
    const cell = cells.find((one) => one.item === item);
    return cell ? standing(cell) : null;
  });
  return part != null && whole != null && whole > 0 ? { part, whole } : null;
}
