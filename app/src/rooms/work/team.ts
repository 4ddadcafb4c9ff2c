// The leader's own team, as the server lists it, and an invitation for one of its members.

export interface TeamMember {
  membership: string;
  name: string;
  role: string;
  joined: boolean;
}

export interface Invitation {
  code: string;
  url: string;
  /** Drawn by the server; shown as a picture, never as markup. */
  qr_svg: string;
  expires_at: number;
}
