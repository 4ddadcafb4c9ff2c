// What happened, in a sentence: the operation and why it was not taken, from codes.

import { day, dayOf } from '../desk/say';
import { w } from '../desk/words';
import type { Waiting } from './types';

export function whatOf(item: Waiting): string {
  const t = w.people.attention;
  const what = t.ops[item.op_kind] ?? t.unknownOp;
  const stated = item.body?.['day'];
  return t.op(what, day(typeof stated === 'string' ? stated : dayOf(item.at)));
}

export function whyOf(item: Waiting): string {
  const t = w.people.attention;
  if (item.kind === 'handed') return t.reasons['handed'] ?? '';
  if (!item.reason?.code) return t.unknownReason;
  const to = item.reason.params?.['to_name'];
  const code = item.reason.code === 'household_moved' && typeof to === 'string' ? 'household_moved_to' : item.reason.code;
  return (t.reasons[code] ?? t.unknownReason).replace('{to}', typeof to === 'string' ? to : '');
}

/** What the author wrote, as lines; ids are left out, since nobody can read them. */
export function contentOf(item: Waiting): [string, string][] {
  const t = w.people.attention;
  const lines: [string, string][] = [];
  const read = (body: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(body)) {
      const name = t.fields[key];
      if (name && (typeof value === 'string' || typeof value === 'number')) lines.push([name, String(value)]);
      if (key === 'fields' && value && typeof value === 'object') read(value as Record<string, unknown>);
    }
  };
  if (item.body) read(item.body);
  return lines;
}
