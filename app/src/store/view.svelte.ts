// The open book as reactive lists. The book itself is plain data that grows and changes in place; `touch` tells that it did.

import { Book } from '../sync/book';
import type { Ledger } from '../sync/ledger';
import { overlay, pendingOps } from '../sync/overlay';
import { returnedOf, statusOf, waitingOf } from '../sync/status';
import type { Owner, Shown } from './facade';

const NOTHING = new Book();
const NONE: Shown[] = [];

export class View {
  #version = $state(0);
  #ledger: Ledger | null = null;

  get ledger(): Ledger | null {
    return this.#ledger;
  }

  /** Opens another book, or none. */
  show(ledger: Ledger | null): void {
    this.#ledger = ledger;
    this.touch();
  }

  touch(): void {
    this.#version += 1;
  }

  get book(): Book {
    void this.#version;
    return this.#ledger?.book ?? NOTHING;
  }

  readonly owner: Owner | null = $derived(this.book.state.identity);
  readonly loaded = $derived(this.book.state.loaded);
  readonly heard = $derived(this.book.state.heard);
  readonly #overlay = $derived.by(() => {
    const { identity } = this.book.state;
    return overlay(this.book.records.values(), pendingOps(this.book), { account: identity?.account ?? '', name: identity?.name ?? '' });
  });
  readonly households = $derived([...this.#overlay.households.values()]);
  readonly visits = $derived([...this.#overlay.visits.values()]);
  readonly activities = $derived([...this.#overlay.activities.values()]);
  readonly conflicts = $derived([...this.#overlay.conflicts.values()]);
  readonly waiting = $derived(waitingOf(this.book));
  readonly returned = $derived(returnedOf(this.book));
  readonly status = $derived(statusOf(this.book));

  readonly #byKind = $derived.by(() => {
    const found = new Map<string, Shown[]>();
    for (const { kind, id, subject, content } of this.book.records.values()) {
      // These are the overlay's; there are thousands of the first two.
      if (kind === 'household' || kind === 'visit' || kind === 'activity' || kind === 'conflict') continue;
      const list = found.get(kind) ?? [];
      list.push({ id, subject, content, pending: false });
      found.set(kind, list);
    }
    return found;
  });
  readonly skills = $derived([...this.kind('skill')].sort((a, b) => Number(a.content.position) - Number(b.content.position)));
  readonly hamlets = $derived(this.kind('figures').map((one) => one.subject));

  kind(kind: string): Shown[] {
    return this.#byKind.get(kind) ?? NONE;
  }

  household(id: string): Shown | undefined {
    return this.#overlay.households.get(id);
  }
}
