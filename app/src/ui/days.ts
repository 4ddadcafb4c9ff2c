// Days and figures as people write them here. A day is 'YYYY-MM-DD' in Viet Nam; no clock is read in this file.

const DAY = 86_400_000;
const at = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hour12: false });
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

export const number = (value: number): string => whole.format(value);
export const addDays = (iso: string, n: number): string => new Date(at(iso) + n * DAY).toISOString().slice(0, 10);
/** Days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: string, b: string): number => Math.round((at(b) - at(a)) / DAY);
/** 0 is Sunday. */
export const weekday = (iso: string): number => new Date(at(iso)).getUTCDay();
/** The day of an instant in Viet Nam. */
export const dayOf = (ms: number): string => calendar.format(ms);
export const time = (ms: number): string => clock.format(ms);

/** 24/11/2026 */
export function fullDay(iso: string): string {
  const [y, m, d] = iso.split('-');
  return y && m && d ? `${d}/${m}/${y}` : iso;
}

/** As decisions are dated: 08/9/2025, months from 3 on without a zero. */
export function officialDay(iso: string): string {
  const [y, m, d] = iso.split('-');
  return y && m && d ? `${d}/${Number(m) < 3 ? m : Number(m)}/${y}` : iso;
}

/** 24/11 within the year of `today`, 24/11/2025 outside it. */
export const shortDay = (iso: string, today: string): string => (iso.slice(0, 4) === today.slice(0, 4) ? fullDay(iso).slice(0, 5) : fullDay(iso));

/** 09:40 today, else 24/11. */
export const moment = (ms: number, today: string): string => (dayOf(ms) === today ? time(ms) : shortDay(dayOf(ms), today));

export interface SpanWords {
  now: string;
  minutes: (n: number) => string;
  hours: (n: number) => string;
  days: (n: number) => string;
}

/** How long something has waited, in the largest whole unit; `now` under a minute. */
export function span(ms: number, words: SpanWords): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.minutes(minutes);
  if (minutes < 48 * 60) return words.hours(Math.floor(minutes / 60));
  return words.days(Math.floor(minutes / (24 * 60)));
}
