// A hybrid clock: the phone's time, pushed up by every stamp it has seen, with a counter for what falls into one millisecond.

import type { Stamp } from './types';

/** The server clamps stamps further ahead than this. */
export const AHEAD_MS = 10 * 60 * 1000;

export const compare = (a: Stamp, b: Stamp): number => a[0] - b[0] || a[1] - b[1];

/** The stamp of the next event on this phone: above the last one whatever the clock says. */
export const tick = (last: Stamp, now: number): Stamp => (now > last[0] ? [now, 0] : [last[0], last[1] + 1]);

/** Having seen another's stamp. */
export const observe = (last: Stamp, seen: Stamp): Stamp => (compare(seen, last) > 0 ? seen : last);

/**
 * A clock that once stood years ahead would leave all later stamps there, each of them clamped and marked. With nothing
 * under way, whose order could suffer, the phone comes back to the server's stamp.
 */
export const settle = (last: Stamp, seen: Stamp, serverNow: number): Stamp =>
  last[0] > serverNow + AHEAD_MS ? seen : observe(last, seen);
