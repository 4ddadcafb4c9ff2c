// A list, understood, on the wire.

import type { components } from '../../lib/api-types';

type Schemas = components['schemas'];
export type ListBody = Schemas['ListBody'];
export type ListRow = Schemas['RowShown'];
export type ListTable = Schemas['TableShown'];
export type ListColumn = Schemas['ColumnShown'];
export type ListSheet = Schemas['SheetShown'];
export type Mistake = Schemas['MistakeShown'];
export type Kept = Schemas['KeptShown'];

/** Sheet, column from 0, meaning. */
export type Correction = [sheet: string, column: number, meaning: string];
/** Sheet and row. */
export type Place = [sheet: string, row: number];

/** Why nothing can be made of a file; the sentences come from the reader, which alone knows the place. */
export interface Refusal {
  vi: string;
  en: string;
  mistakes: Mistake[];
}

/** Why a list stays as it is. */
export interface Built {
  name: string;
  why: string;
}
