// The whole view stands in the address: what a colleague opens is what one sees, as far as it is theirs to see.

import { go, query } from './go';

/** Writes parts of the view into the address of this page; null takes one away. */
export function setView(parts: Record<string, string | null>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  go(url.pathname + url.search, true);
}

/** An order in the address: "ten", or "-ten" downwards. */
export interface Sorted {
  by: string;
  down: boolean;
}

export function sortedBy(first: Sorted, name = 'xep'): Sorted {
  const text = query(name);
  if (!text) return first;
  return text.startsWith('-') ? { by: text.slice(1), down: true } : { by: text, down: false };
}

export const sortText = ({ by, down }: Sorted): string => (down ? `-${by}` : by);
