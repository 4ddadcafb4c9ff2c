// "Lượt thăm hộ ông Lê Văn Tư, ngày 22/11": what an operation is about, from the book, from why it came back, or its own body.

import { shortDay } from '../../ui/days';
import type work from '../../i18n/vi/work';
import type { Reason } from './records';

type Words = typeof work;
type Body = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const GONE = new Set(['household_moved', 'moved_to_other_part']);

/** A household's name as the server or the operation writes it; '' where neither does. */
function written(kind: string, body: Body, reason: Reason | undefined): string {
  if (reason && GONE.has(reason.code)) return text(reason.params.name);
  const fields = (body.fields ?? {}) as Body;
  return kind === 'household.create' ? text(body.name) : kind === 'household.edit' ? text(fields.name) : '';
}

/** `call`: how a household of the book is called, null where it is not here; and how a written name stands in a sentence. */
export interface Calls {
  household: (id: string) => string | null;
  inside: (name: string) => string;
}

export function subjectOf({ kind, body, reason }: { kind: string; body: Body; reason?: Reason }, call: Calls, today: string, w: Words): string {
  const words = w.forms[text(body.kind)] ?? w.kinds[kind] ?? w.other;
  const name = written(kind, body, reason);
  const who = call.household(text(body.household)) ?? (name ? call.inside(name) : reason && GONE.has(reason.code) ? w.movedAway : '');
  const what = who ? words.of(who) : words.bare;
  const day = text(body.day);
  return day ? w.onDay(what, shortDay(day, today)) : what;
}
