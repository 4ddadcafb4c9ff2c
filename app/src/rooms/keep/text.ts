// Work as plain text, for whoever has nowhere else to put it: what it is about, and every word and number in it.

import { fullDay } from '../../ui/days';

type Raw = Record<string, unknown>;

export interface TextWords {
  fields: Record<string, string>;
  levels: Record<string, string>;
  /** Codes in words: of skills, of what comes next. */
  codes: (code: string) => string;
}

/** `called`: how a person or household of the book is called, '' where it is not here. */
export function asText(head: string, body: Raw, called: (id: string) => string, words: TextWords): string {
  const lines = Object.entries(body).flatMap(([field, value]) => line(field, value, called, words));
  return [head, ...lines].join('\n');
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Only machines read these. */
const HIDDEN = new Set(['visit', 'household', 'hamlet', 'chosen', 'at', 'saw', 'made_on', 'resident', 'corrects', 'head']);

function line(field: string, value: unknown, called: (id: string) => string, words: TextWords): string[] {
  if (HIDDEN.has(field) || value === null || value === undefined || value === '') return [];
  if (field === 'fields') return Object.entries(value as Raw).flatMap(([name, one]) => line(name, one, called, words));
  if (field === 'residents') return (value as Raw[]).map((one) => `- ${said(one, called, words)}`);
  if (field === 'practised') return (value as Raw[]).map((one) => `- ${[called(String(one.resident)), words.codes(String(one.skill)), words.levels[String(one.level)] ?? String(one.level), String(one.why ?? '')].filter(Boolean).join(', ')}`);
  const text = said(value, called, words);
  return text ? [`${words.fields[field] ?? field}: ${text}`] : [];
}

function said(value: unknown, called: (id: string) => string, words: TextWords): string {
  if (Array.isArray(value)) return value.map((one) => said(one, called, words)).filter(Boolean).join(', ');
  if (value && typeof value === 'object') return Object.entries(value as Raw).filter(([field]) => !HIDDEN.has(field)).map(([, one]) => said(one, called, words)).filter(Boolean).join(', ');
  const text = String(value);
  if (DAY.test(text)) return fullDay(text);
  return ID.test(text) ? called(text) : words.codes(text);
}
