// When to try again after an attempt that did not get through.

import type { Outcome } from './exchange';

const FIRST_S = 5;
const MOST_S = 15 * 60;
const FULL_S = 10 * 60;

/** Milliseconds until the next attempt; null: not before something changes. `chance` in [0, 1) spreads a hamlet's phones. */
export function delayAfter(outcome: Outcome, failures: number, chance: number): number | null {
  if (outcome.kind === 'done' || outcome.kind === 'elsewhere') return null;
  if (outcome.kind === 'stopped') return null;
  const grown = Math.min(MOST_S, FIRST_S * 2 ** Math.max(0, failures - 1));
  const seconds = outcome.kind === 'busy' ? Math.max(outcome.retryAfter ?? 0, outcome.full ? FULL_S : grown) : grown;
  // Never earlier than the server asked for.
  return Math.round(seconds * 1000 * (1 + chance * 0.5));
}
