// What the pages of accounts ask of the server.

import { get, send } from '../desk/api';
import type { Me } from '../desk/types';
import type { Invitation } from '../people/types';
import type { Accounts, DeskInvitation, Invited } from './types';

export const accountsOf = (unit: string, signal?: AbortSignal) => get<Accounts>(`/units/${unit}/accounts`, signal);

export interface Asked {
  name: string;
  login: string;
  role: string;
  until?: string;
  /** For a data owner: the codes of the figures that are theirs. */
  indicators?: string[];
}
export const inviteTo = (unit: string, asked: Asked) => send<Invited>('POST', `/units/${unit}/accounts`, asked);

export const renew = (account: string) => send<Invitation>('POST', `/accounts/${account}/invitation`);

export const endGrant = (grant: string) => send<void>('DELETE', `/grants/${grant}`);

const address = (code: string) => `/invitations/${encodeURIComponent(code)}/account`;

export const lookAt = (code: string, signal?: AbortSignal) => get<DeskInvitation>(address(code), signal);

export const choose = (code: string, password: string) => send<Me>('POST', address(code), { password });
