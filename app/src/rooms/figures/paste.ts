// Figures as people type them, and columns as Excel puts them on the clipboard.

import { fold } from '../../ui/find';

/** A whole number, `null` for an empty cell, or that it is neither: 1.234, 1,234 and 1 234 are the same. */
export function figure(text: string): number | null | 'wrong' {
  const bare = text.trim();
  if (bare === '' || bare === '-' || bare === '–') return null;
  const grouped = /^\d{1,3}([.,\s]\d{3})+$/.test(bare);
  if (!grouped && !/^\d{1,13}$/.test(bare)) return 'wrong';
  return Number(bare.replace(/\D/g, ''));
}

export interface Pasted {
  /** What goes into which cell: unit, item, text. */
  cells: [string, string, string][];
  /** Lines that fit no unit. */
  left: number;
}

interface Place {
  units: { id: string; name: string; full_name: string }[];
  items: string[];
  /** Where it was pasted. */
  unit: string;
  item: string;
}

/** Lines with the names of units find their row, whatever their order; others go down from where they were pasted. */
export function spread(text: string, { units, items, unit, item }: Place): Pasted {
  const lines = text.replace(/\r/g, '').split('\n').filter((line) => line.trim() !== '').map((line) => line.split('\t'));
  const keys = new Map(units.flatMap((one) => [[fold(one.full_name), one.id], [fold(one.name), one.id]]));
  const named = (line: string[]) => keys.get(fold(line[0] ?? ''));
  const byName = lines.some((line) => line.length > 1 && named(line) !== undefined);
  const first = units.findIndex((one) => one.id === unit);
  const column = items.indexOf(item);
  const cells: Pasted['cells'] = [];
  let left = 0;
  lines.forEach((line, at) => {
    const to = byName ? named(line) : units[first + at]?.id;
    if (to === undefined) {
      left += 1;
      return;
    }
    (byName ? line.slice(1) : line).forEach((value, over) => {
      const into = items[column + over];
      if (into !== undefined) cells.push([to, into, value.trim()]);
    });
  });
  return { cells, left };
}
