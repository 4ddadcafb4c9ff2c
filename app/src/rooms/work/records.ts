// What stands on the phone about one's own operations, and what the leader's stream brings.

export interface Reason {
  code: string;
  params: Record<string, unknown>;
  /** Ways that the server would take: hand_over, edit, … */
  mend: string[];
}

export interface Returned {
  /** The operation. */
  id: string;
  kind: string;
  at: number;
  reason: Reason;
  body: Record<string, unknown>;
}

export interface Waiting {
  id: string;
  kind: string;
  made: number;
  body: Record<string, unknown>;
  /** The server has it but holds it: for something sent before it, or for the leader. */
  held: 'no' | 'order' | 'leader';
}

export interface Attention {
  id: string;
  kind: string;
  operation: string;
  op_kind: string;
  author_name: string;
  at: number;
  reason: Reason;
  body: Record<string, unknown>;
}

export interface Conflict {
  id: string;
  subject_kind: string;
  subject: string;
  subject_name: string;
  field: string;
  kept: unknown;
  lost: unknown;
  at: number;
}

export interface Silent {
  id: string;
  name: string;
  seen_on: string | null;
  /** How many entries it said it still held. */
  held: number;
  /** What its owner sees the phone by. */
  label?: string;
}
