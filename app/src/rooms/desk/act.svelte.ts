// Something the person asked for: running, done, or not done and why. One at a time.

import { troubleFrom } from './load.svelte';
import { session } from './session.svelte';
import { w } from './words';

export class Act {
  busy = $state(false);
  problem = $state<string | null>(null);

  /** True when it was done. */
  run = async (what: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await what();
      return true;
    } catch (cause) {
      const trouble = troubleFrom(cause)?.trouble;
      if (trouble === 'signed_out') session.forget();
      else if (trouble) this.problem = w.desk.trouble.act[trouble];
      return false;
    } finally {
      this.busy = false;
    }
  };
}
