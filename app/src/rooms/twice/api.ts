// What this room asks of the server, and says to it.

import { get, send } from '../desk/api';
import type { Duplicates } from './types';

export const duplicatesOf = (unit: string, signal?: AbortSignal) => get<Duplicates>(`/units/${unit}/duplicates`, signal);

interface Said {
  id: string;
}

export const merge = (hamlet: string, household: string, into: string, residents: [string, string][]) =>
  send<Said>('POST', `/units/${hamlet}/merges`, { household, into, residents });

export const undo = (hamlet: string, id: string) => send<Said>('POST', `/units/${hamlet}/merges/undo`, { merge: id });

/** `residents`: two people of one household. `apart` false takes the word back. */
export const sayApart = (hamlet: string, household: string, other: string, residents: [string, string] | null, apart: boolean) =>
  send<Said>('POST', `/units/${hamlet}/apart`, { household, other, residents, apart });

export const settle = (hamlet: string, conflict: string, value: 'kept' | 'lost') =>
  send<Said>('POST', `/units/${hamlet}/conflicts/settle`, { conflict, value });
