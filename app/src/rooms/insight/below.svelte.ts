// The units inside a row that was opened, fetched when it is, and again when the figures above have moved.

import { SvelteMap } from 'svelte/reactivity';
import { getTagged } from '../desk/api';
import { troubleFrom, type Loaded } from '../desk/load.svelte';
import { dashboardPath } from './dashboard.svelte';
import type { Dashboard, Row } from './types';

export class Below {
  readonly open = new SvelteMap<string, Loaded<Row[]>>();

  constructor(private readonly period: () => string | null) {}

  toggle(unit: string): void {
    if (this.open.has(unit)) this.open.delete(unit);
    else void this.#load(unit);
  }

  refresh(): void {
    for (const unit of this.open.keys()) void this.#load(unit);
  }

  async #load(unit: string): Promise<void> {
    if (!this.open.has(unit)) this.open.set(unit, { kind: 'loading' });
    try {
      const { data } = await getTagged<Dashboard>(dashboardPath(unit, this.period()), null);
      if (data && this.open.has(unit)) this.open.set(unit, { kind: 'ready', data: data.children });
    } catch (cause) {
      const trouble = troubleFrom(cause);
      // What was shown before stays; only a row that never opened says that it failed.
      if (trouble && this.open.get(unit)?.kind === 'loading') this.open.set(unit, { kind: 'trouble', ...trouble });
    }
  }
}
