// Where a case is played: a server in memory, or a real one.

import type { Answer } from '../ports';
import type { SyncRequest } from '../types';

export interface Seat {
  account: string;
  device: string;
  name: string;
  token: string;
}

export interface World {
  /** Milliseconds, the server's. */
  now(): number;
  hamlet: string;
  otherHamlet: string;
  /** A new phone of a member; `same_as`: another phone of that person. */
  seat(hamlet: string, sameAs?: Seat): Promise<Seat>;
  sync(token: string, request: SyncRequest): Promise<Answer>;
  backup(): Promise<void>;
  restore(): Promise<void>;
  revoke(seat: Seat): Promise<void>;
  close(): Promise<void>;
}
