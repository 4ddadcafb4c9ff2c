// The staircase glyph as paths: ground from 0 to 10, then `rungs` steps up to the right edge.

export interface Stairs {
  outline: string;
  edge: 'off' | 'no' | 'ask';
  filled: string | null;
  /** Where the person stands. */
  stand: [number, number] | null;
}

const GROUND = 23;
const FOOT = 10;
const TOP = 9;

const n = (value: number): string => value.toFixed(1);

export function stairs(level: number | null, rungs: number, width: number): Stairs {
  const wide = (width - 1 - FOOT) / rungs;
  const high = (GROUND - TOP) / rungs;
  const path = (steps: number): string => {
    let d = `M${n(FOOT)} ${GROUND}`;
    for (let i = 1; i <= steps; i++) d += `V${n(GROUND - i * high)}H${n(FOOT + i * wide)}`;
    return `${d}V${GROUND}Z`;
  };
  const edge = level === null ? 'ask' : level < 0 ? 'no' : 'off';
  const up = level === null ? -1 : Math.min(level, rungs);
  const stand: [number, number] | null =
    up < 0 ? null : up === 0 ? [5, GROUND - 4.2] : [FOOT + (up - 0.5) * wide, GROUND - up * high - 4.2];
  return { outline: path(rungs), edge, filled: up > 0 ? path(up) : null, stand };
}
