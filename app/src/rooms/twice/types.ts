// Households that may be one, on the wire.

import type { components } from '../../lib/api-types';

type Wire = components['schemas'];

export type Card = Wire['Card'];
export type Person = Wire['CardPerson'];

export interface Pair extends Omit<Wire['Pair'], 'residents'> {
  /** Who of the other would be whom: [resident of the other, resident of the one]. */
  residents: [string, string][];
}

export interface Merge {
  id: string;
  hamlet: string;
  hamlet_name: string | null;
  name: string;
  into_name: string;
  /** Only people were joined, inside one household. */
  only_people: boolean;
  people: number;
  by: string | null;
  at: number;
  undone: boolean;
}

export interface Duplicates {
  pairs: Pair[];
  merges: Merge[];
}
