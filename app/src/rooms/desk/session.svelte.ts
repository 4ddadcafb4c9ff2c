// Who sits at this desk. Asked once per visit of the page; every screen of the desk reads it from here.

import { signIn, signOut, whoAmI } from './api';
import { troubleFrom, type Loaded } from './load.svelte';
import type { Me } from './types';

class DeskSession {
  state = $state<Loaded<Me>>({ kind: 'loading' });
  /** The unit looked at last, so that "Tôi" can lead back to it. */
  unit = $state<string | null>(null);
  /** True when a session that was there has run out, which is worth a sentence at the sign-in. */
  ended = $state(false);

  get me(): Me | null {
    return this.state.kind === 'ready' ? this.state.data : null;
  }

  load = async (): Promise<void> => {
    if (this.state.kind === 'ready') return;
    this.state = { kind: 'loading' };
    try {
      this.state = { kind: 'ready', data: await whoAmI() };
    } catch (cause) {
      const trouble = troubleFrom(cause);
      if (trouble) this.state = { kind: 'trouble', ...trouble };
    }
  };

  async enter(login: string, password: string): Promise<void> {
    await signIn(login, password);
    await this.arrive();
  }

  /** A cookie has just been set. */
  async arrive(): Promise<void> {
    this.ended = false;
    this.unit = null;
    // The cookie, not the answer, is what later calls go by: ask with it, so that a browser that drops it shows here.
    this.state = { kind: 'ready', data: await whoAmI() };
  }

  async leave(): Promise<void> {
    await signOut();
    this.forget();
    this.ended = false;
  }

  /** The server no longer knows this session. */
  forget(): void {
    this.ended = this.me !== null;
    this.unit = null;
    this.state = { kind: 'trouble', trouble: 'signed_out', wait: 0 };
  }
}

export const session = new DeskSession();
