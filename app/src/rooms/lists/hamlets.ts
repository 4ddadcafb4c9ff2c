// The teams of hamlets, a few requests at a time: the server tells them unit by unit.

import { ApiError } from '../desk/api';
import type { Unit } from '../desk/types';
import { teamsOf } from '../people/api';
import type { Team } from '../people/types';

export type HamletTeam =
  /** `leader`: null where nobody leads, undefined where this person sees no names. */
  | { kind: 'team'; teams: number; members: number; leader?: string | null }
  | { kind: 'none' }
  /** Not for this person. */
  | { kind: 'hidden' };

const AT_ONCE = 6;

export function shown(teams: Team[]): HamletTeam {
  if (teams.length === 0) return { kind: 'none' };
  const named = teams.flatMap((team) => team.members);
  const members = teams.reduce((sum, team) => sum + team.member_count, 0);
  const found: HamletTeam = { kind: 'team', teams: teams.length, members };
  if (named.length === 0 && members > 0) return found;
  return { ...found, leader: named.find((member) => member.role === 'leader')?.name ?? null };
}

export async function byHamlet(units: Unit[], signal: AbortSignal): Promise<Map<string, HamletTeam>> {
  const found = new Map<string, HamletTeam>();
  const left = [...units];
  const worker = async () => {
    for (let unit = left.shift(); unit; unit = left.shift()) found.set(unit.id, await ask(unit.id, signal));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

async function ask(unit: string, signal: AbortSignal): Promise<HamletTeam> {
  try {
    return shown(await teamsOf(unit, signal));
  } catch (cause) {
    if (cause instanceof ApiError && (cause.trouble === 'missing' || cause.trouble === 'denied')) return { kind: 'hidden' };
    throw cause;
  }
}
