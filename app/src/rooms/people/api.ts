// What the pages of people ask of the server.

import { get, send } from '../desk/api';
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

/** Takes a refusal off the list: it was seen, nothing else happens. */
export const seen = (id: string) => send<void>('POST', `/attention/${id}/seen`);
