// Where a case is played: a server in memory, or a real one.

import type { Answer } from '../ports';
import type { SyncRequest } from '../types';

export interface Seat {
  account: string;
  device: string;
  name: string;
  token: string;
  /** As this phone seals. */
  seal: (op: string) => Promise<Uint8Array>;
}

export interface World {
  /** Milliseconds, the server's. */
  now(): number;
  hamlet: string;
  otherHamlet: string;
  /** A new phone of a member; `same_as`: another phone of that person. */
  seat(hamlet: string, sameAs?: Seat): Promise<Seat>;
  sync(token: string, request: SyncRequest): Promise<Answer>;
  /** Takes sealed copies; returns how many it took in. */
  handIn(copies: Uint8Array[]): Promise<number>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  backup(): Promise<void>;
  restore(): Promise<void>;
  revoke(seat: Seat): Promise<void>;
  close(): Promise<void>;
}
