// What a page of people was asked to change. The rest is the page's: it asks the server again when it is done.

import type { Decided, Member, Team } from '../types';

export type Asked =
  | { what: 'team'; team: Team | null }
  | { what: 'close'; team: Team }
  | { what: 'member'; team: Team; member: Member | null; role?: string }
  | { what: 'end'; team: Team; member: Member }
  | { what: 'handover'; team: Team; member: Member }
  | { what: 'decision'; team: Team; decision: Decided | null };

/** The same question about what there is by now; what is gone stays as it was last seen. */
export function fresh(asked: Asked, teams: Team[]): Asked {
  const team = teams.find((one) => one.id === asked.team?.id);
  if (!team) return asked;
  const member = (known: Member) => team.members.find((one) => one.id === known.id) ?? known;
  switch (asked.what) {
    case 'member':
      return { ...asked, team, member: asked.member && member(asked.member) };
    case 'end':
    case 'handover':
      return { ...asked, team, member: member(asked.member) };
    case 'decision':
      return { ...asked, team, decision: asked.decision && (team.decisions.find((one) => one.id === asked.decision?.id) ?? asked.decision) };
    default:
      return { ...asked, team };
  }
}
