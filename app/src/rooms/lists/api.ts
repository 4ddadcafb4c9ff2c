// What the pages of lists ask of the server.

import { get, send } from '../desk/api';
import type { Asked, HamletCounts, Kept, ListBody, ListKind, ListLines } from './types';
import { upload } from './upload';

/** Where a file goes, and how much of it has gone, from 0 to 1. */
export interface Sending {
  unit: string;
  kind: ListKind;
  file: Blob;
  onsent: (share: number) => void;
}

/** Reads the file; nothing is written. */
export const preview = ({ unit, kind, file, onsent }: Sending, asked: Asked) =>
  upload<ListBody>(`/units/${unit}/lists/${kind}/preview`, formOf(file, asked), onsent);

/** Writes all of the file but what is left out, or nothing. */
export const write = ({ unit, kind, file, onsent }: Sending, asked: Asked) =>
  upload<ListBody>(`/units/${unit}/lists/${kind}`, formOf(file, asked), onsent);

/** What is said of the file goes before the file itself. */
function formOf(file: Blob, asked: Asked): FormData {
  const form = new FormData();
  form.append('asked', JSON.stringify(asked));
  form.append('file', file, asked.name);
  return form;
}

export const historyOf = (unit: string, signal?: AbortSignal) => get<Kept[]>(`/units/${unit}/lists`, signal);

export const linesOf = (list: string, signal?: AbortSignal) => get<ListLines>(`/lists/${list}`, signal);

export const countsOf = (unit: string, signal?: AbortSignal) => get<HamletCounts[]>(`/units/${unit}/hamlet-counts`, signal);

export const takeBack = (list: Kept) =>
  send<Kept>('POST', list.kind === 'households' ? `/household-lists/${list.id}/undo` : `/lists/${list.id}/undo`);
