// Room on the phone: how much is left, and what happens to words that cannot be written down. They stay on the screen until
// their author has chosen a way out.

import type { Content } from '../sync/types';

/** Less than this is said before somebody types. */
const LOW_BYTES = 8 << 20;

export interface Space {
  used: number;
  left: number;
  /** The browser promised not to clear this phone's books by itself. */
  kept: boolean;
}

/** What the person chose for words that the phone could not keep. */
export type Way = 'again' | 'direct' | 'drop';

export interface Unsaved {
  kind: string;
  body: Content;
}

export class Room {
  space = $state.raw<Space | null>(null);
  /** Words that wait for a way out. */
  unsaved = $state.raw<Unsaved | null>(null);
  /** The last way that was tried led nowhere. */
  failed = $state<Way | null>(null);
  /** What is being typed could not be kept beside the screen. */
  draftLost = $state(false);
  /** The last words went to the server past this phone. */
  straight = $state(false);
  #choose: ((way: Way) => void) | null = null;

  get low(): boolean {
    return this.draftLost || (this.space !== null && this.space.left < LOW_BYTES);
  }

  async measure(): Promise<void> {
    const { storage } = navigator;
    const [{ usage = 0, quota = 0 }, kept] = await Promise.all([storage?.estimate?.() ?? {}, storage?.persisted?.() ?? false]).catch(() => [{}, false] as [StorageEstimate, boolean]);
    this.space = quota ? { used: usage, left: Math.max(0, quota - usage), kept } : null;
  }

  /** Waits for the author's word. Only one piece of work is ever written at a time by hand. */
  ask(unsaved: Unsaved, failed: Way | null): Promise<Way> {
    void this.measure();
    this.unsaved = unsaved;
    this.failed = failed;
    return new Promise((done) => (this.#choose = done));
  }

  choose(way: Way): void {
    this.#choose?.(way);
    this.#choose = null;
  }

  /** Something was written, so that there is room again, or went `straight`. */
  wrote(straight = false): void {
    this.straight = straight;
    this.unsaved = null;
    this.failed = null;
    this.draftLost = false;
  }
}
