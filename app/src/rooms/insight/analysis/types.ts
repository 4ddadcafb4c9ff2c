// The sections on the wire, as the server describes them.

import type { components } from '../../../lib/api-types';

type Schemas = components['schemas'];
export type Head = Schemas['AnalysisHead'];
export type Unit = Schemas['UnitHead'];
export type TrendPage = Schemas['TrendPage'];
export type TrendStep = Schemas['TrendStep'];
export type GroupsPage = Schemas['GroupsPage'];
export type StepsPage = Schemas['StepsPage'];
export type CoveragePage = Schemas['CoveragePage'];
export type Recency = Schemas['Recency'];
export type DifficultiesPage = Schemas['DifficultiesPage'];
export type TeamPage = Schemas['TeamPage'];
export type WarningsPage = Schemas['WarningsPage'];
export type ComparePage = Schemas['ComparePage'];
export type CompareRow = Schemas['CompareRow'];
export type Detail = Schemas['FigureDetail'];
export type Records = Schemas['FigureRecords'];
export type HouseholdRecord = Schemas['HouseholdRecord'];

/** Every section: its address, and where the server has it. */
export const SECTIONS = {
  'canh-bao': 'warnings',
  'dien-bien': 'trend',
  'bac-thang': 'steps',
  nhom: 'groups',
  'lan-gap': 'coverage',
  'kho-khan': 'difficulties',
  to: 'team',
  'so-sanh': 'compare',
} as const;
export type Section = keyof typeof SECTIONS;

export const sectionOf = (text: string | undefined): Section => (text && text in SECTIONS ? (text as Section) : 'canh-bao');
