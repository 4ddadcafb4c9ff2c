// What may be written about a person and a household, checked before it is saved.

export type YearTrouble = 'yearFuture' | 'yearOld' | 'yearShape';

const OLDEST = 120;

/** Empty is allowed: the year is not known. */
export function yearTrouble(text: string, today: string): YearTrouble | null {
  const typed = text.trim();
  if (!typed) return null;
  if (!/^\d{4}$/.test(typed)) return 'yearShape';
  const now = Number(today.slice(0, 4));
  if (Number(typed) > now) return 'yearFuture';
  return Number(typed) < now - OLDEST ? 'yearOld' : null;
}

/** Single spaces, composed letters: what two keyboards type alike is stored alike. */
export const tidy = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ');

/** The fields that differ, for an edit that says only what it changes. */
export function changed<T extends Record<string, unknown>>(before: T, after: T): Partial<T> {
  const out: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) if (before[key] !== after[key]) out[key] = after[key];
  return out;
}
