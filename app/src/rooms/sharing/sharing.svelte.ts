// What is about to be shared out: the way that was chosen, and the plan that follows from it.

import { book } from '../fieldwork/book.svelte';
import { byCluster, evenly, given, totals, type Home, type Plan } from './share';

export type Way = 'even' | 'cluster' | 'hand';

export class Sharing {
  way = $state<Way>('even');
  /** All anew, or only what nobody has. */
  again = $state(false);
  /** Members that are left out of an even share. */
  out = $state<string[]>([]);
  /** Cluster → member, null: nobody. */
  clusters = $state<Record<string, string | null>>({});
  /** To whom households are given one by one. */
  to = $state('');
  #byHand = $state.raw<Plan>(new Map());

  households = $derived(book.households.filter((one) => one.hamlet === book.hamlet));
  homes: Home[] = $derived(this.households.map((one) => ({ id: one.id, cluster: one.cluster, keeper: book.keeperOf(one)?.id ?? null })));
  free = $derived(this.homes.filter((one) => one.keeper === null).length);
  names = $derived([...new Set(this.homes.map((one) => one.cluster))].sort((a, b) => Number(!a) - Number(!b) || a.localeCompare(b, 'vi', { numeric: true })));
  plan: Plan = $derived.by(() => {
    if (this.way === 'even') return evenly(this.homes, book.members.map((one) => one.id).filter((id) => !this.out.includes(id)), this.again || this.free === 0);
    return this.way === 'cluster' ? byCluster(this.homes, new Map(Object.entries(this.clusters))) : this.#byHand;
  });
  totals = $derived(totals(this.homes, book.members.map((one) => one.id), this.plan));

  after = (home: Home): string | null => (this.plan.has(home.id) ? (this.plan.get(home.id) ?? null) : home.keeper);
  give = (home: Home, member: string | null): void => { this.#byHand = given(this.#byHand, home, member); };
  inOrOut = (member: string, isIn: boolean): void => { this.out = isIn ? this.out.filter((one) => one !== member) : [...this.out, member]; };

  save = (): Promise<void> => book.share([...this.plan].map(([household, keeper]) => ({ household, keeper })));
}
