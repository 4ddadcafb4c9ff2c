// What the pages of lists ask of the server.

import { get, send } from '../desk/api';
import type { Correction, Kept, ListBody, Place } from './types';
import { upload } from './upload';

export interface Asked {
  name: string;
  columns: Correction[];
  out: Place[];
}

function query({ name, columns, out }: Asked): string {
  const asked = new URLSearchParams({ name });
  if (columns.length) asked.set('columns', JSON.stringify(columns));
  if (out.length) asked.set('leave_out', JSON.stringify(out));
  return asked.toString();
}

/** Reads the file; nothing is written. */
export const preview = (unit: string, file: Blob, asked: Asked, onsent: (share: number) => void) =>
  upload<ListBody>(`/units/${unit}/lists/preview?${query(asked)}`, file, onsent);

/** Writes all of the file but what is left out, or nothing. */
export const write = (unit: string, file: Blob, asked: Asked, onsent: (share: number) => void) =>
  upload<ListBody>(`/units/${unit}/lists?${query(asked)}`, file, onsent);

export const historyOf = (unit: string, signal?: AbortSignal) => get<Kept[]>(`/units/${unit}/lists`, signal);

export const takeBack = (list: string) => send<Kept>('POST', `/lists/${list}/undo`);
