// Accounts of offices, on the wire.

import type { Role } from '../desk/types';
import type { Invitation } from '../people/types';

export interface Account {
  /** The role as it was given: what is ended. */
  grant: string;
  account: string;
  name: string;
  /** Null for the token of a program. */
  login: string | null;
  role: Role;
  /** For a data owner: the codes of the figures that are theirs. */
  indicators: string[];
  since: string;
  /** The first day no more. */
  until: string | null;
  has_password: boolean;
  /** An invitation is open. */
  invited: boolean;
  used_at: number | null;
  own: boolean;
  may_end: boolean;
}

export interface Accounts {
  /** The roles that the asker may give here. */
  roles: Role[];
  accounts: Account[];
}

export interface Invited {
  account: string;
  name: string;
  login: string;
  /** Null for somebody who has a password already. */
  invitation: Invitation | null;
}

/** What an invitation for the desk says. */
export interface DeskInvitation {
  name: string;
  login: string;
  offices: { role: Role; unit_name: string }[];
  /** Empty for one that a command made. */
  invited_by: string;
  expires_at: number;
}
