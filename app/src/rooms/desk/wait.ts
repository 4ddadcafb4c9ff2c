// How long to wait, in words.

import { w } from './words';

export function waitWords(seconds: number): string {
  if (seconds <= 0) return w.desk.minutes(1);
  return seconds < 90 ? w.desk.seconds(Math.ceil(seconds)) : w.desk.minutes(Math.ceil(seconds / 60));
}
