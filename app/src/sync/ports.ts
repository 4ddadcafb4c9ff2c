// What the algorithm needs from the machine it runs on. Nothing in this folder knows a browser, a framework, the network,
// the time or chance: all of it comes through here, so that the same code runs in a test under a driven clock.

import type { SyncRequest } from './types';

export const TABLES = ['state', 'records', 'cursors', 'outbox', 'shelf', 'refused', 'drafts', 'sealed'] as const;
export type Table = (typeof TABLES)[number];

/** One entry written, or removed where `value` is absent. */
export interface Change {
  table: Table;
  key: string;
  value?: unknown;
}

/** Where an account's entries lie. */
export interface Store {
  all(table: Table): Promise<Map<string, unknown>>;
  /** Whether someone else, another tab, has written since this one last read or wrote. */
  stale(): Promise<boolean>;
  /** All of it or nothing, in one transaction; resolves when it is on disk as far as the machine tells. */
  commit(changes: Change[]): Promise<void>;
}

/** What came back; `lines` only with 200. A network that fails throws, at once or while lines are read. */
export interface Answer {
  status: number;
  code?: string;
  /** Seconds, from Retry-After. */
  retryAfter?: number;
  lines?: AsyncIterable<string>;
}

export interface Transport {
  sync(token: string, request: SyncRequest): Promise<Answer>;
}

/** One holder at a time across the tabs of a browser. */
export interface Locks {
  /** Waits for its turn. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Null, without having run, where another holds it. */
  tryRun<T>(name: string, work: () => Promise<T>): Promise<T | null>;
}

export interface Clock {
  now(): number;
}

export interface Ids {
  /** A UUIDv7 for this moment. */
  next(now: number): string;
}

/** Seals an operation's exact JSON text to the server's key; null where there is no key to seal to. */
export type Seal = (op: string) => Promise<Uint8Array | null>;

/** The phone's own store failed: no matter of the network, and nothing to retry quietly. */
export class StoreFailed extends Error {
  constructor(cause: unknown) {
    super('the store failed', { cause });
  }
}
