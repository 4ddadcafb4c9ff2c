// What an invitation says before anything is changed by it.

export interface InvitationFacts {
  kind: 'join' | 'reset';
  person_name: string;
  /** "chị", when the register knows it. */
  salutation: string;
  team_name: string;
  unit_name: string;
  commune_name: string;
  province_name: string;
  role: string;
  decision: { number: string; date: string } | null;
  households: number;
  bytes_estimate: number;
  invited_by: string;
}

/** "khoảng 1 MB", "khoảng 90 KB": rounded up, since a promise about data costs money when it is short. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${Math.ceil(bytes / 1_000_000)} MB`;
  return `${Math.max(10, Math.ceil(bytes / 10_000) * 10)} KB`;
}
