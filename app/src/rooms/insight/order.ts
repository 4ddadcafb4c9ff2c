// The order of the table of units. Unknown figures come last whichever way one sorts: they are not small.

import { aloneShare, notAskedShare } from './share';
import type { Row, SendState } from './types';

export type Column = 'name' | 'now' | 'teams' | 'members' | 'households' | 'reached' | 'alone' | 'not_asked' | 'state';

export interface Order {
  by: Column;
  down: boolean;
}

const collator = new Intl.Collator('vi', { numeric: true });
const WORST_FIRST: Record<SendState, number> = { refused: 3, late: 2, waiting: 1, kept: 0 };

function keyOf(row: Row, by: Column): string | number | null {
  switch (by) {
    case 'name':
      return row.unit.name;
    case 'now':
      return row.now_part_of?.name ?? null;
    case 'alone':
      return aloneShare(row);
    case 'not_asked':
      return notAskedShare(row);
    case 'state':
      return row.freshness && WORST_FIRST[row.freshness.state];
    default:
      return row[by];
  }
}

export function ordered(rows: Row[], { by, down }: Order): Row[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [keyOf(a, by), keyOf(b, by)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y);
    return order * sign || collator.compare(a.unit.name, b.unit.name);
  });
}

/** Words start upwards, figures downwards: what one looks for is on top after one press. */
export function pressed(order: Order, by: Column): Order {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: by !== 'name' && by !== 'now' };
}
