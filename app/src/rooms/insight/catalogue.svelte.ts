// The catalogue of indicators, asked for once: it changes with the program, not with the figures.

import { get } from '../desk/api';
import { troubleFrom } from '../desk/load.svelte';
import type { Indicator } from './types';

class Catalogue {
  indicators = $state.raw<Indicator[]>([]);
  #asked: Promise<void> | null = null;

  load = (): Promise<void> => (this.#asked ??= this.#ask());

  of(code: string): Indicator | undefined {
    return this.indicators.find((indicator) => indicator.code === code);
  }

  async #ask(): Promise<void> {
    try {
      this.indicators = await get<Indicator[]>('/indicators');
    } catch (cause) {
      // Nothing on the page waits for it; the next dialog asks again.
      this.#asked = null;
      troubleFrom(cause);
    }
  }
}

export const catalogue = new Catalogue();
