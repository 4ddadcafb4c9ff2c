// What the forms of the organisation ask of the server.

import type { components } from '../../../lib/api-types';
import { get, hand, send } from '../../desk/api';

type Schemas = components['schemas'];
export type Somebody = Schemas['SomebodyShown'];
export type Leaving = Schemas['Leaving'];
export type Saved = Schemas['Saved'];
export type TeamSaid = Omit<Schemas['TeamSaid'], 'saw'>;
export type MemberSaid = Partial<Omit<Schemas['MemberSaid'], 'saw'>>;
export type DecisionSaid = Omit<Schemas['DecisionSaid'], 'saw'>;
export type HandoverSaid = Schemas['HandoverSaid'];
export type HandedOver = Schemas['HandedOver'];

export const found = (unit: string, said: TeamSaid) => send<Saved>('POST', `/units/${unit}/teams`, said);
export const changeTeam = (team: string, saw: number, said: TeamSaid) => send<Saved>('PUT', `/teams/${team}`, { ...said, saw });
export const closeTeam = (team: string, saw: number, day: string) => send<Saved>('POST', `/teams/${team}/close`, { saw, day });

export const search = (unit: string, q: string, signal?: AbortSignal) =>
  get<Somebody[]>(`/units/${unit}/people?q=${encodeURIComponent(q)}`, signal);
export const add = (team: string, said: MemberSaid) => send<Saved>('POST', `/teams/${team}/members`, said);
export const change = (membership: string, saw: number, said: MemberSaid) =>
  send<Saved>('PUT', `/memberships/${membership}`, { ...said, saw });
export const end = (membership: string, saw: number, day: string) =>
  send<Saved>('POST', `/memberships/${membership}/end`, { saw, day });

export const leaving = (membership: string, signal?: AbortSignal) => get<Leaving>(`/memberships/${membership}/handover`, signal);
export const handOver = (membership: string, said: HandoverSaid) =>
  send<HandedOver>('POST', `/memberships/${membership}/handover`, said);

export const decide = (team: string, said: DecisionSaid) => send<Saved>('POST', `/teams/${team}/decisions`, said);
export const redecide = (decision: string, saw: number, said: DecisionSaid) =>
  send<Saved>('PUT', `/decisions/${decision}`, { ...said, saw });
export const takeAway = (decision: string, saw: number) => send<Saved>('DELETE', `/decisions/${decision}?saw=${saw}`);
export const attach = (decision: string, file: File) =>
  hand<Saved>(`/decisions/${decision}/file?name=${encodeURIComponent(file.name)}`, file, 'PUT');
export const paperOf = (decision: string) => `/api/decisions/${decision}/file`;
