// Teams, members, invitations and what needs a look, on the wire.

import type { components } from '../../lib/api-types';
import type { Role } from '../desk/types';

export interface Member {
  /** The membership. */
  id: string;
  person: string;
  /** Null where the reader may not see names. */
  name: string | null;
  role: Role;
  /** What they are in the hamlet, in Vietnamese and English. */
  post: string;
  post_en: string;
  /** The post's code. */
  post_code: string;
  /** For who manages people, as sex and phone. */
  birth_year: number | null;
  sex: string | null;
  phone: string | null;
  /** What an edit says that it saw. */
  revision: number;
  account: string | null;
  since: string;
  /** A phone or a password has been set up. */
  joined: boolean;
  /** An invitation is open. */
  invited: boolean;
}

export interface Team {
  id: string;
  name: string;
  kind: 'team' | 'committee';
  unit: string;
  founded_on: string;
  decision: { number: string; date: string | null } | null;
  /** All decisions about it, the founding one first. */
  decisions: Decided[];
  /** What an edit says that it saw. */
  revision: number;
  members: Member[];
  /** How many there are, also where their names are not shown. */
  member_count: number;
}

export type Decided = components['schemas']['DecidedBody'];

export interface Invitation {
  code: string;
  url: string;
  qr_svg: string;
  expires_at: number;
}

export interface Waiting {
  id: string;
  kind: 'refused' | 'quarantine' | 'handed';
  op_kind: string;
  author_name: string | null;
  at: number;
  hamlet_name: string | null;
  /** The household it is about, where it is known here. */
  subject_name: string | null;
  reason: { code: string | null; params?: Record<string, unknown> | null } | null;
  body: Record<string, unknown> | null;
}

export interface Conflict {
  id: string;
  subject_kind: 'household' | 'resident';
  subject: string;
  subject_name: string | null;
  field: string;
  kept: string | number | null;
  lost: string | number | null;
  hamlet: string;
  hamlet_name: string | null;
  at: number;
}

export interface Silent {
  account: string;
  name: string | null;
  hamlet_name: string | null;
  /** When one of their phones last called. */
  seen_at: number;
  /** How many entries it said it still held. */
  held: number;
}

/** A phone off the list that said it still held entries. */
export interface Lost extends Silent {
  id: string;
  label: string;
}

export interface Attention {
  refused: Waiting[];
  quarantine: Waiting[];
  conflicts: Conflict[];
  silent: Silent[];
  lost: Lost[];
}
