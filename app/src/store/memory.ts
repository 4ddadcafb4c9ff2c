// The store in memory, for tests: same promises, no disk. Several stores over one `disk` are several tabs.

import type { Change, Store, Table } from '../sync/ports';

export type Disk = Map<Table, Map<string, unknown>> & { seq?: number };

export class MemoryStore implements Store {
  #seq: number | null = null;
  /** Set to make the next commit fail whole, as a full disk does. */
  failNext = false;

  constructor(readonly disk: Disk = new Map()) {}

  stale(): Promise<boolean> {
    const seq = this.disk.seq ?? 0;
    const stale = seq !== this.#seq;
    this.#seq = seq;
    return Promise.resolve(stale);
  }

  all(table: Table): Promise<Map<string, unknown>> {
    return Promise.resolve(structuredClone(this.disk.get(table) ?? new Map()));
  }

  commit(changes: Change[]): Promise<void> {
    if (this.failNext) {
      this.failNext = false;
      return Promise.reject(new Error('the disk is full'));
    }
    for (const { table, key, value } of changes) {
      const entries = this.disk.get(table) ?? new Map<string, unknown>();
      this.disk.set(table, entries);
      if (value === undefined) entries.delete(key);
      else entries.set(key, structuredClone(value));
    }
    this.disk.seq = (this.disk.seq ?? 0) + 1;
    this.#seq = this.disk.seq;
    return Promise.resolve();
  }
}
