// What the pages of people ask of the server.

import type { Bytes } from '../../crypto/bytes';
import { batched } from '../../crypto/copies';
import type { components } from '../../lib/api-types';
import { get, hand, send } from '../desk/api';
import type { Device, Unit } from '../desk/types';
import type { Attention, Invitation, Team } from './types';

export const teamsOf = (unit: string, signal?: AbortSignal) => get<Team[]>(`/units/${unit}/teams`, signal);

export const devicesOf = (unit: string, signal?: AbortSignal) => get<Device[]>(`/units/${unit}/devices`, signal);

export const childrenOf = (unit: string, signal?: AbortSignal) => get<Unit[]>(`/units/${unit}/children`, signal);

export const unitOf = (unit: string, signal?: AbortSignal) => get<Unit>(`/units/${unit}`, signal);

export const invite = (membership: string, kind: 'join' | 'reset') =>
  send<Invitation>('POST', `/memberships/${membership}/invitation`, { kind });

export const stopDevice = (device: string) => send<void>('DELETE', `/devices/${device}`);

export const attentionOf = (unit: string, signal?: AbortSignal) => get<Attention>(`/units/${unit}/attention`, signal);

export const accept = (id: string) => send<void>('POST', `/attention/${id}/accept`);

export const giveBack = (id: string, word: string) => send<void>('POST', `/attention/${id}/return`, { word });

/** What became of a file of sealed copies. */
export interface HandedIn {
  received: number;
  unproven: number;
  kept: number;
  waiting: number;
  refused: number;
}

/** As many requests as it needs. What went in before one failed is answered by its receipt when the file is handed in again. */
export async function handIn(copies: Bytes[]): Promise<HandedIn> {
  const sum: HandedIn = { received: 0, unproven: 0, kept: 0, waiting: 0, refused: 0 };
  for (const batch of batched(copies)) {
    const { received, unproven, answers } = await hand<components['schemas']['Taken']>('/sealed', new Blob(batch));
    sum.received += received;
    sum.unproven += unproven;
    for (const { fate } of answers) if (fate === 'kept' || fate === 'waiting' || fate === 'refused') sum[fate] += 1;
  }
  return sum;
}

/** Takes a refusal off the list: it was seen, nothing else happens. */
export const seen = (id: string) => send<void>('POST', `/attention/${id}/seen`);
