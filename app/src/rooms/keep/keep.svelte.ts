// Room on the phone, for the screens.

import { phone } from '../../store/phone.svelte';
import { addDays } from '../../ui/days';

/** What is cleared by hand: visits older than this. By themselves they leave after 18 months. */
const OLD_DAYS = 92;

const units = ['KB', 'MB', 'GB'];
/** "3 MB", "812 KB": whole numbers. */
export function bytes(n: number): string {
  let value = n / 1024;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${Math.floor(value)} ${units[unit]}`;
}

class Keep {
  get room() { return phone.room; }
  get online(): boolean { return phone.online; }
  /** Null where it could not be cleared. */
  clean = (): Promise<number | null> => phone.dropVisits(addDays(phone.today, -OLD_DAYS)).catch(() => null);
}

export const keep = new Keep();
