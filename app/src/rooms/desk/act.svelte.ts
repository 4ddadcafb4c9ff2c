// Something the person asked for: running, done, or not done and why. One at a time.

import { ApiError } from './api';
import { troubleFrom } from './load.svelte';
import { session } from './session.svelte';
import { w } from './words';

export class Act {
  /** `sentences`: those of this room for the server's own codes. */
  constructor(private readonly sentences: () => Record<string, string> = () => ({})) {}

  busy = $state(false);
  problem = $state<string | null>(null);
  /** The server's own code for it, where it has one. */
  code = $state('');
  /** What it needs to be said. */
  params: Record<string, unknown> = {};

  /** True when it was done. */
  run = async (what: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.code = '';
    this.params = {};
    try {
      await what();
      return true;
    } catch (cause) {
      const trouble = troubleFrom(cause)?.trouble;
      if (cause instanceof ApiError) {
        this.code = cause.code;
        this.params = cause.params;
      }
      if (trouble === 'signed_out') session.forget();
      else if (trouble) this.problem = this.sentences()[this.code] ?? w.desk.trouble.act[trouble];
      return false;
    } finally {
      this.busy = false;
    }
  };
}
