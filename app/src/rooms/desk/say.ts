// Figures, days and times as people write them here: 9.172 (9,172 in English), 24/11/2026, 09:40. Days keep their form in
// English: someone who reads English in Cà Mau still compares the page with paper.

import { look } from '../../i18n';

const whole = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }),
};
const ZONE = 'Asia/Ho_Chi_Minh';
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

export const number = (value: number): string => whole[look.language].format(value);

/** A share as a percentage. What is there but rounds to 0 says so: "0%" means none. */
export function percent(value: number): string {
  const rounded = Math.round(value * 100);
  if (rounded === 0 && value > 0) return '<1%';
  if (rounded === 100 && value < 1) return '>99%';
  return `${rounded}%`;
}

/** The day of an instant in Viet Nam, 'YYYY-MM-DD'. */
export const dayOf = (ms: number): string => calendar.format(ms);

export const time = (ms: number): string => clock.format(ms);

/** 24/11/2026 */
export function day(iso: string): string {
  const [y, m, d] = iso.split('-');
  return d && m && y ? `${d}/${m}/${y}` : iso;
}

/** 24/11, with the year only when it is another than this one. */
export function dayNear(iso: string, today: string): string {
  return iso.slice(0, 4) === today.slice(0, 4) ? day(iso).slice(0, 5) : day(iso);
}

/** 15/10 – 14/11/2026 */
export function span(from: string, to: string): string {
  return `${from.slice(0, 4) === to.slice(0, 4) ? day(from).slice(0, 5) : day(from)} – ${day(to)}`;
}

/** An instant near today: 09:40 today, else the day. */
export function when(ms: number, today: string): string {
  const iso = dayOf(ms);
  return iso === today ? time(ms) : dayNear(iso, today);
}

/** First letter raised, for a full name that stands at the start of a line: "xã Vĩnh Hậu" becomes "Xã Vĩnh Hậu". */
export const raised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** …and lowered, inside a sentence: "Huyện Hòa Bình" becomes "huyện Hòa Bình". */
export const lowered = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
