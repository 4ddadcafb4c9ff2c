// Who looks after a household: a member of the hamlet's own team. A membership that has ended looks after nothing any more,
// whatever still stands on the household.

import { str } from './raw';

export interface Member {
  /** The membership. */
  id: string;
  name: string;
  role: string;
  account: string;
}

interface Record {
  id: string;
  content: { [field: string]: unknown };
}

const RANK: { [role: string]: number | undefined } = { leader: 0, deputy: 1 };

/** The members of a hamlet's teams today, who leads first. */
export function membersOf(hamlet: string, teams: Record[], members: Record[], today: string): Member[] {
  const own = new Set(teams.filter((one) => one.content.unit === hamlet).map((one) => one.id));
  return members
    .filter(({ content }) => own.has(str(content.team)) && (!str(content.until) || str(content.until) > today))
    .map(({ id, content }) => ({ id, name: str(content.name), role: str(content.role), account: str(content.account) }))
    .sort((a, b) => (RANK[a.role] ?? 2) - (RANK[b.role] ?? 2) || a.name.localeCompare(b.name, 'vi'));
}
