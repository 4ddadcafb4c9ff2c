// The messages of POST /api/sync, and what the phone keeps. The contract is the server's: what its description says of a
// message is taken from there, so that a field that changes its name does not compile here.

import type { components } from '../lib/api-types';

type Wire = components['schemas'];

/** Milliseconds and a counter: a hybrid clock's reading. */
export type Stamp = [number, number];

export interface Op extends Omit<Wire['WireOp'], 'stamp' | 'body'> {
  stamp: Stamp;
  body: Content;
}

/** How far a stream was read: a revision, or a revision and the place where its snapshot was cut. */
export type Cursor = number | [number, string];

export interface SyncRequest extends Omit<Wire['SyncRequest'], 'v' | 'cursors' | 'ops' | 'period' | 'heard'> {
  v: 1;
  cursors?: Record<string, Cursor>;
  ops?: Op[];
  /** When the last whole answer came: figures of another day are sent anew. */
  heard?: number;
}

export interface Reason extends Required<Wire['Reason']> {
  params: Record<string, unknown>;
}

export interface Fate extends Omit<Wire['Fate'], 'fate' | 'reason'> {
  fate: 'kept' | 'refused' | 'waiting';
  reason?: Partial<Pick<Wire['Reason'], 'mend'>> & { code: string; params?: Record<string, unknown> | null };
}

export interface Head {
  epoch: string;
  now: number;
  stamp: Stamp;
  safe: number;
  fates?: Fate[];
  ended?: string[];
  token?: string;
}

export interface Frame {
  stream: string;
  kind: string;
  subject: string;
  to: Cursor;
  start?: boolean;
  records?: [kind: string, id: string, content: Content][];
  left?: [id: string, to: string | null, day: string][];
}

export interface End {
  end: true;
  more: boolean;
}

export type Content = Record<string, unknown>;

/** A record of the server's, with where it came from. */
export interface Held {
  stream: string;
  subject: string;
  kind: string;
  id: string;
  content: Content;
}

/** An operation that the server does not have for certain. */
export interface Pending {
  op: Op;
  /** The phone's clock when it was written. */
  made: number;
}

/** An operation that the server has answered, refused ones too: it keeps their content, and a restored one must get it back. Here until safe there. */
export interface Shelved extends Pending {
  fate: Fate['fate'];
  /** When the server received it. */
  at: number;
  /** An answer that was whole has come since, so that its effect is in what the server said. */
  landed: boolean;
}

/** Refused in an answer; stands until the person stream says the same. */
export interface Refused {
  /** No request got through with it: the server has never seen it, and its author alone can let it go. */
  local?: true;
  id: string;
  kind: string;
  at: number;
  reason: Reason;
  body: Content;
}
