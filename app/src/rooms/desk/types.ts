// What the server says about the person at the desk, on the wire.

export type Tier = 'country' | 'province' | 'district' | 'commune' | 'hamlet';

export type Role =
  | 'member'
  | 'deputy'
  | 'leader'
  | 'secretary'
  | 'commune_officer'
  | 'commune_leader'
  | 'district_officer'
  | 'province_officer'
  | 'data_owner'
  | 'read_only'
  | 'administrator';

export interface Grant {
  role: Role;
  unit: string;
  unit_name: string;
  tier: Tier;
  since: string;
}

export interface Me {
  account: string;
  name: string;
  lang?: 'vi' | 'en' | null;
  grants: Grant[];
  home_unit: string | null;
  /** The map in force: 2024 is that of 30 June 2025, 2025 that since 1 July 2025. */
  map: number;
  today: string;
}

export interface Crumb {
  id: string;
  name: string;
  tier: Tier;
}

export interface Unit {
  id: string;
  tier: Tier;
  code: string | null;
  vintage: number | null;
  name: string;
  full_name: string;
  ancestors: Crumb[];
}

/** A signed-in browser or a script's token. `handle` is what one may speak of; the secret never comes back. */
export interface Session {
  handle: string;
  kind: 'cookie' | 'token';
  label: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
  current?: boolean;
}

/** A phone that sends and receives. `announced` is how many entries it still held when it was last heard of. */
export interface Device {
  id: string;
  account: string;
  name?: string | null;
  label: string;
  created_at: number;
  seen_at: number;
  announced?: number;
  revoked_at?: number | null;
}
