// Figures by what they are measured by. Nothing is measured by nothing: where the base is 0 there is no number.

import { look } from '../../../i18n';

/** With one decimal below 100: "12,4" in Vietnamese. */
export const decimal = (value: number): string =>
  new Intl.NumberFormat(look.language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);

export const per = (value: number, base: number, by = 1): number | null => (base > 0 ? (value / base) * by : null);
