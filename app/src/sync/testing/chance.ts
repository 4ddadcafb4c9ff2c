// Chance that comes out the same each time (mulberry32).

export interface Chance {
  /** In [0, 1). */
  next(): number;
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
  bytes: () => Uint8Array;
}

export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    bytes: () => Uint8Array.from({ length: 10 }, () => below(256)),
  };
}
