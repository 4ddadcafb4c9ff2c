// How the declarations of the catalogue are said.

import { w } from '../desk/words';
import type { Indicator } from './types';

export const nameOf = (one: { name_vi: string; name_en: string }): string => (w.english ? one.name_en : one.name_vi);
export const howOf = (one: Indicator): string => (w.english ? one.how_en : one.how_vi);
export const unitOf = (one: Indicator): string => (w.english ? one.unit_en : one.unit_vi);
export const ownerOf = (one: Pick<Indicator, 'owner'>): string => w.figures.owners[one.owner] ?? one.owner;
export const oftenOf = (one: Pick<Indicator, 'frequency'>): string => w.figures.frequency[one.frequency] ?? one.frequency;

/** A figure that no row of ours was named for stands on the page that fits its kind. */
export const isSent = (one: Pick<Indicator, 'kind'>): boolean => one.kind === 'entered';
