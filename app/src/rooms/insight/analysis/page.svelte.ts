// One section of one unit: loads, listens, asks again by ETag. A section that is on its way leaves the one before in place.

import { ApiError, getTagged } from '../../desk/api';
import { troubleFrom, type Loaded } from '../../desk/load.svelte';
import { listen, type Live } from '../live';

export class SectionController<T> {
  state = $state.raw<Loaded<T>>({ kind: 'loading' });
  /** Why it was refused, by its code. */
  code = $state('');
  #etag: string | null = null;
  #turn: AbortController | null = null;
  #live: Live | null = null;

  constructor(
    readonly unit: string,
    readonly path: string,
  ) {}

  open(): void {
    void this.refresh();
    this.#live = listen(this.unit, () => void this.refresh(), () => undefined);
  }

  refresh = async (): Promise<void> => {
    this.#turn?.abort();
    const turn = (this.#turn = new AbortController());
    try {
      const { data, etag } = await getTagged<T>(this.path, this.#etag, turn.signal);
      if (turn !== this.#turn) return;
      this.#etag = etag;
      if (data) this.state = { kind: 'ready', data };
    } catch (cause) {
      this.code = cause instanceof ApiError ? cause.code : '';
      const trouble = troubleFrom(cause);
      if (!trouble || turn !== this.#turn) return;
      // A lost network does not take away what can be read.
      if (this.state.kind === 'ready' && trouble.trouble === 'offline') return;
      this.state = { kind: 'trouble', ...trouble };
    }
  };

  close(): void {
    this.#turn?.abort();
    this.#turn = null;
    this.#live?.close();
  }
}
