// Own work on its way to the disk. What the phone has no room for is never dropped: its author is asked, and the words stay
// on their screen until they are kept here, or at the server by the door for sealed copies.

import type { Bytes } from '../crypto/bytes';
import { StoreFailed } from '../sync/ports';
import { make, submit, submitAll, type Writing } from '../sync/submit';
import type { Content } from '../sync/types';
import { sendOne } from './copies';
import type { Room, Way } from './room.svelte';

export class Writer {
  constructor(
    private readonly writing: () => Writing,
    private readonly room: Room,
    /** Told when something was written, or was taken in by the server. */
    private readonly wrote: () => void,
  ) {}

  async submit(kind: string, body: Content, draft?: string): Promise<string> {
    let failed: Way | null = null;
    for (;;) {
      try {
        const op = await submit(this.writing(), kind, body, draft);
        this.room.wrote();
        this.wrote();
        return op.id;
      } catch (cause) {
        if (!(cause instanceof StoreFailed)) throw cause;
        const way = await this.room.ask({ kind, body }, failed);
        if (way === 'direct') {
          const id = await this.#direct(kind, body, draft).catch(() => null);
          if (id) return id;
        }
        if (way === 'drop') {
          this.room.unsaved = null;
          throw cause;
        }
        failed = way;
      }
    }
  }

  async submitAll(works: { kind: string; body: Content }[]): Promise<void> {
    await submitAll(this.writing(), works);
    this.wrote();
  }

  async draft(key: string, value: unknown): Promise<void> {
    try {
      await this.writing().ledger.write(() => [{ table: 'drafts', key, value: value ?? undefined }]);
      this.room.draftLost = false;
    } catch (cause) {
      if (!(cause instanceof StoreFailed)) throw cause;
      // Nothing is lost yet: the screen has it. That it is only there has to be said at once.
      this.room.draftLost = true;
      void this.room.measure();
    }
  }

  /** Past the phone's own store: sealed as if it had been kept, and sent. Null where the server did not take it in. */
  async #direct(kind: string, body: Content, draft?: string): Promise<string | null> {
    const { ledger, clock, ids, seal } = this.writing();
    const made = clock.now();
    const op = make(ledger.book, { kind, body }, { made, id: ids.next(made) });
    const copy = await seal(JSON.stringify(op));
    if (!copy || !(await sendOne(copy as Bytes))) return null;
    if (draft !== undefined) await ledger.write(() => [{ table: 'drafts', key: draft }]).catch(() => undefined);
    this.room.wrote(true);
    this.wrote();
    return op.id;
  }
}
