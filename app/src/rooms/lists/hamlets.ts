// The teams of the hamlets below a commune, in one answer.

import type { components } from '../../lib/api-types';
import { get } from '../desk/api';

type Hamlet = components['schemas']['HamletBody'];

export type HamletTeam =
  /** `leader`: null where nobody leads, undefined where this person sees no names. */
  { kind: 'team'; teams: number; members: number; leader?: string | null } | { kind: 'none' };

export function shown(hamlet: Hamlet): HamletTeam {
  if (hamlet.teams === 0) return { kind: 'none' };
  const found: HamletTeam = { kind: 'team', teams: hamlet.teams, members: hamlet.members };
  if (!hamlet.led) return { ...found, leader: null };
  return hamlet.leader ? { ...found, leader: hamlet.leader } : found;
}

export async function byHamlet(unit: string, signal: AbortSignal): Promise<Map<string, HamletTeam>> {
  const hamlets = await get<Hamlet[]>(`/units/${unit}/hamlets`, signal);
  return new Map(hamlets.map((hamlet) => [hamlet.unit, shown(hamlet)]));
}
