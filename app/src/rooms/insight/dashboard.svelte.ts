// The dashboard of one unit and period: loads, listens, asks again by ETag, and knows which figures have just moved.

import { getTagged } from '../desk/api';
import { troubleFrom, type Loaded } from '../desk/load.svelte';
import { listen, type Live } from './live';
import type { Card, Dashboard } from './types';

export const keyOf = (card: Pick<Card, 'indicator' | 'item'>): string =>
  card.item ? `${card.indicator}:${card.item}` : card.indicator;

/** Which cards show another figure than before. */
export function moved(before: Dashboard, after: Dashboard): string[] {
  const old = new Map(before.cards.map((card) => [keyOf(card), card]));
  return after.cards
    .filter((card) => {
      const was = old.get(keyOf(card));
      return was !== undefined && (was.value !== card.value || was.asked !== card.asked || was.sub?.vi !== card.sub?.vi);
    })
    .map(keyOf);
}

export const dashboardPath = (unit: string, period: string | null): string =>
  `/units/${unit}/dashboard${period ? `?period=${encodeURIComponent(period)}` : ''}`;

const MARKED_FOR = 4_000;
/** What phones still hold changes without a figure changing, so the page also asks by itself; an unchanged page costs a 304. */
const ASK_EVERY = 60_000;

export class DashboardController {
  state = $state<Loaded<Dashboard>>({ kind: 'loading' });
  /** Keys of cards whose figure moved within the last seconds. */
  changed = $state<string[]>([]);
  /** What is shown was loaded before the network went. */
  stale = $state(false);
  #etag: string | null = null;
  #turn: AbortController | null = null;
  #live: Live | null = null;
  #unmark: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly unit: string,
    readonly period: string | null,
  ) {}

  open(): void {
    void this.refresh();
    this.#live = listen(
      this.unit,
      () => void this.refresh(),
      (open) => (this.stale = !open && !navigator.onLine),
    );
    this.#clock = setInterval(() => {
      if (document.visibilityState === 'visible') void this.refresh();
    }, ASK_EVERY);
  }

  refresh = async (): Promise<void> => {
    this.#turn?.abort();
    const turn = (this.#turn = new AbortController());
    try {
      const { data, etag } = await getTagged<Dashboard>(dashboardPath(this.unit, this.period), this.#etag, turn.signal);
      if (turn !== this.#turn) return;
      this.#etag = etag;
      this.stale = false;
      if (data) this.#show(data);
    } catch (cause) {
      const trouble = troubleFrom(cause);
      if (!trouble || turn !== this.#turn) return;
      // A lost network does not take away what can be read; a lost session or scope does.
      const passing = trouble.trouble === 'offline' || trouble.trouble === 'busy' || trouble.trouble === 'failed';
      if (this.state.kind === 'ready' && passing) this.stale = true;
      else this.state = { kind: 'trouble', ...trouble };
    }
  };

  #show(data: Dashboard): void {
    const before = this.state.kind === 'ready' ? this.state.data : null;
    this.state = { kind: 'ready', data };
    if (!before) return;
    this.changed = moved(before, data);
    clearTimeout(this.#unmark);
    this.#unmark = setTimeout(() => (this.changed = []), MARKED_FOR);
  }

  close(): void {
    clearTimeout(this.#unmark);
    clearInterval(this.#clock);
    this.#turn?.abort();
    this.#turn = null;
    this.#live?.close();
    this.#live = null;
  }
}
