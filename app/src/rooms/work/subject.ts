// "Lượt thăm hộ ông Lê Văn Tư, ngày 22/11": what an operation is about, from its body and the book.

import { shortDay } from '../../ui/days';
import type work from '../../i18n/vi/work';

type Words = typeof work;
type Body = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function subjectOf(kind: string, body: Body, householdCall: (id: string) => string | null, today: string, w: Words): string {
  const words = w.kinds[kind] ?? w.other;
  const who = householdCall(text(body.household)) ?? (text(body.household_name) || (kind === 'household.create' ? text(body.name) : ''));
  const what = who ? words.of(who) : words.bare;
  const day = text(body.day);
  return day ? w.onDay(what, shortDay(day, today)) : what;
}
