// The form of a scripted case (cases/sync/*.json). "$name" in a body stands for an id that the run makes up once; $hamlet,
// $other_hamlet, $today, $tomorrow, $yesterday and $now are the world's.

export interface Case {
  name: string;
  why: string;
  /** Phones; each is a member of the same hamlet unless it says otherwise. */
  phones: Record<string, { hamlet?: 'own' | 'other'; same_as?: string }>;
  /** What the world must be able to do: "backup" (and restore), "time" (let minutes pass). */
  needs?: ('backup' | 'time')[];
  steps: Step[];
}

/** How an exchange goes wrong on the way. `answer`: the server took it, the phone never heard. */
export type Lost = 'request' | 'answer' | { after_lines: number } | { status: number; retry_after?: number; times?: number };

export type Step =
  | { do: 'submit'; phone: string; kind: string; body: Record<string, unknown>; as?: string }
  | { do: 'sync'; phone: string; lose?: Lost; ends?: string }
  /** The last request that carried operations arrives once more, as a router may do. */
  | { do: 'again'; phone: string }
  | { do: 'clock'; phone: string; ahead_ms: number }
  /** The app is killed and started: what is not on disk is gone. */
  | { do: 'kill'; phone: string }
  /** The sealed copies of its outbox go in by the second door, as from a phone that is locked, signed out or taken off. */
  | { do: 'hand_in'; phone: string; taken: number }
  | { do: 'pass'; ms: number }
  | { do: 'backup' }
  | { do: 'restore' }
  | { do: 'revoke'; phone: string }
  | ({ do: 'expect'; phone: string } & Expected)
  /** Both hold the same households and visits of the server. */
  | { do: 'equal'; phones: string[] };

export interface Expected {
  outbox?: number;
  shelf?: number;
  waiting?: number;
  /** Codes, in any order. */
  returned?: string[];
  status?: string;
  /** Fields of records as the screen shows them: {"$h1": {"name": "…"}}; null: not there. */
  households?: Record<string, Record<string, unknown> | null>;
  visits?: Record<string, Record<string, unknown> | null>;
  /** How many visits of a household stand. */
  visits_of?: Record<string, number>;
}
