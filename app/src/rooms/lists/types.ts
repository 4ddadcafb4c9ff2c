// A list, understood, on the wire.

import type { components } from '../../lib/api-types';

type Schemas = components['schemas'];
export type ListBody = Schemas['ListBody'];
export type ListRow = Schemas['RowShown'];
export type ListTable = Schemas['TableShown'];
export type ListColumn = Schemas['ColumnShown'];
export type ListSheet = Schemas['SheetShown'];
export type ListLines = Schemas['ListLines'];
export type Mistake = Schemas['MistakeShown'];
export type Kept = Schemas['KeptShown'];
export type Basis = Schemas['Basis'];
export type Count = Schemas['HamletCount'];
export type HamletCounts = Schemas['CountShown'];

/** What is said of a file. */
export type Asked = Schemas['Asked'];
export type Place = Schemas['RowSaid'];
export type Mended = Schemas['ValueSaid'];

/** What a file lists. */
export type ListKind = 'roster' | 'households';

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
