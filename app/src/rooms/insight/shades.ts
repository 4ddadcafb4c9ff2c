// Three to five classes for a filled map. The bounds are round numbers that people can say, chosen so that the
// places spread over them; a map where all is alike must not look as if it were not.

export interface Shade {
  /** Lower bound, included, as a share. */
  from: number;
  /** Upper bound, not included; null for the last. */
  to: number | null;
  /** The token of its colour. */
  token: string;
}

const STEPS = [0.05, 0.1, 0.2, 0.25];
const TOKENS: Record<number, string[]> = {
  3: ['--seq-1', '--seq-3', '--seq-6'],
  4: ['--seq-1', '--seq-3', '--seq-4', '--seq-6'],
  5: ['--seq-1', '--seq-2', '--seq-4', '--seq-5', '--seq-6'],
};

const round = (value: number) => Math.round(value * 100) / 100;

/** Places with more than this share not asked are hatched over. */
export const HATCH_FROM = 0.4;

export function shadesFor(values: number[]): Shade[] {
  const low = Math.min(...values, 1);
  const high = Math.max(...values, 0);
  const step = STEPS.find((s) => Math.floor(high / s + 1e-9) - Math.floor(low / s + 1e-9) < 5) ?? 0.25;
  const count = Math.max(3, Math.min(5, Math.floor(high / step + 1e-9) - Math.floor(low / step + 1e-9) + 1));
  // The first class reaches down to 0, the last up to 1.
  const first = Math.max(0, Math.min(Math.floor(low / step + 1e-9), Math.round(1 / step) - count));
  const tokens = TOKENS[count] ?? [];
  return tokens.map((token, i) => ({
    from: i === 0 ? 0 : round((first + i) * step),
    to: i === count - 1 ? null : round((first + i + 1) * step),
    token,
  }));
}

export function shadeOf(shades: Shade[], value: number | null): Shade | null {
  if (value === null) return null;
  return shades.find((s) => value >= s.from - 1e-9 && (s.to === null || value < s.to - 1e-9)) ?? null;
}
