// Which buttons to show. The server decides who may; this only spares people buttons that it would refuse.

import type { Crumb, Me, Role } from './types';

type Action = 'see_names' | 'see_restricted' | 'manage_people' | 'manage_accounts' | 'lead';

/** On the unit of the grant alone. */
const HERE: Record<Action, Role[]> = { see_names: ['member', 'deputy', 'leader'], see_restricted: ['deputy', 'leader'], manage_people: ['leader'], manage_accounts: [], lead: ['leader', 'deputy'] };
/** On all below it too. */
const BELOW: Record<Action, Role[]> = {
  see_names: ['commune_officer', 'commune_leader'],
  see_restricted: ['commune_officer', 'commune_leader'],
  manage_people: ['commune_officer', 'district_officer', 'province_officer', 'administrator'],
  manage_accounts: ['commune_leader', 'district_officer', 'province_officer', 'administrator'],
  lead: ['commune_officer'],
};

/** `path` is the units above, topmost first, and at its end the unit itself. */
export function may(me: Me, action: Action, path: Pick<Crumb, 'id'>[]): boolean {
  const unit = path.at(-1)?.id;
  return me.grants.some(
    (grant) =>
      (grant.unit === unit && HERE[action].includes(grant.role)) ||
      (BELOW[action].includes(grant.role) && path.some((one) => one.id === grant.unit)),
  );
}

/** On the unit and all that lies below it: who leads a unit's own team leads nothing below. */
export const mayAll = (me: Me, action: Action, path: Pick<Crumb, 'id'>[]): boolean =>
  me.grants.some((grant) => BELOW[action].includes(grant.role) && path.some((one) => one.id === grant.unit));

/** Whether the action is allowed anywhere at all: what the pages that are offered go by. */
export const mayAnywhere = (me: Me, action: Action): boolean =>
  me.grants.some((grant) => HERE[action].includes(grant.role) || BELOW[action].includes(grant.role));

/** Units of a path that the person may open: those where a role of theirs begins, and all below. */
export function mine(me: Me, path: Crumb[]): Set<string> {
  const first = path.findIndex((one) => me.grants.some((grant) => grant.unit === one.id));
  return new Set(first < 0 ? [] : path.slice(first).map((one) => one.id));
}
