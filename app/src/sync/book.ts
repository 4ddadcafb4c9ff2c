// The phone's copy: what the server said, and the phone's own operations on their way. Kept in memory while the store is
// open; every change of it is a list of `Change`, written first and applied here when it is on disk.

import type { Change } from './ports';
import type { Cursor, Held, Pending, Refused, Shelved, Stamp } from './types';

/** Whose phone this is, and what its operations are signed and sealed with. */
export interface Identity {
  account: string;
  device: string;
  name: string;
  role: string;
  unit: string;
  macKey: string;
  serverKey: string;
}

export interface State {
  identity: Identity | null;
  /** Counts commits, so that a tab sees that another has written. */
  seq: number;
  /** Of the server's database; empty before the first answer. */
  epoch: string;
  token: string;
  stamp: Stamp;
  /** What the server received up to here is in a verified backup. */
  safe: number;
  /** The last whole answer, by the server's clock; 0: never. */
  heard: number;
  /** The server's clock minus the phone's, at that moment. */
  offset: number;
  /** A whole first answer has come since the copy was last dropped. */
  loaded: boolean;
}

export const FRESH: State = { identity: null, seq: 0, epoch: '', token: '', stamp: [0, 0], safe: 0, heard: 0, offset: 0, loaded: false };

export const recordKey = (stream: string, id: string): string => `${stream}/${id}`;

export class Book {
  state: State = FRESH;
  readonly records = new Map<string, Held>();
  readonly cursors = new Map<string, Cursor>();
  readonly outbox = new Map<string, Pending>();
  readonly shelf = new Map<string, Shelved>();
  readonly refused = new Map<string, Refused>();
  readonly drafts = new Map<string, unknown>();

  /** Keys of all records of a stream. */
  keysOf(stream: string): string[] {
    const head = recordKey(stream, '');
    return [...this.records.keys()].filter((key) => key.startsWith(head));
  }

  apply(changes: Change[]): void {
    for (const { table, key, value } of changes) {
      if (table === 'sealed') continue;
      if (table === 'state') {
        this.state = { ...FRESH, ...(value as Partial<State> | undefined) };
        continue;
      }
      const entries = this[table] as Map<string, unknown>;
      if (value === undefined) entries.delete(key);
      else entries.set(key, value);
    }
  }

  empty(): void {
    this.state = FRESH;
    for (const entries of [this.records, this.cursors, this.outbox, this.shelf, this.refused, this.drafts]) entries.clear();
  }
}
