// Which buttons to show. The server decides who may; this only spares people buttons that it would refuse.

import type { Crumb, Me, Role } from './types';

type Action = 'manage_people' | 'see_names' | 'lead';

const OFFICERS: Role[] = ['commune_officer', 'district_officer', 'province_officer'];

const ROLES: Record<Action, Role[]> = {
  manage_people: ['leader', 'administrator', ...OFFICERS],
  see_names: ['member', 'deputy', 'leader', 'commune_officer', 'commune_leader'],
  lead: ['leader', 'deputy', 'commune_officer'],
};

/** `path` is the unit with its ancestors. */
export function may(me: Me, action: Action, path: Pick<Crumb, 'id'>[]): boolean {
  const here = new Set(path.map((unit) => unit.id));
  return me.grants.some((grant) => here.has(grant.unit) && ROLES[action].includes(grant.role));
}
