// One page's worth of data in one of four states. Screens draw the union and nothing else.

import { ApiError, type Trouble } from './api';

export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; data: T }
  | { kind: 'trouble'; trouble: Trouble; wait: number };

/** Turns whatever was thrown into a trouble with words; a request given up is nobody's trouble. */
export function troubleFrom(cause: unknown): { trouble: Trouble; wait: number } | null {
  if (cause instanceof DOMException && cause.name === 'AbortError') return null;
  if (cause instanceof ApiError) return { trouble: cause.trouble, wait: cause.wait };
  throw cause;
}

/** Holds the latest answer of `ask`. A newer call makes an older one's answer void. */
export class Loader<T> {
  state = $state<Loaded<T>>({ kind: 'loading' });
  #turn: AbortController | null = null;

  constructor(private readonly ask: (signal: AbortSignal) => Promise<T>) {}

  get data(): T | null {
    return this.state.kind === 'ready' ? this.state.data : null;
  }

  /** Loads; what is shown stays until the answer is there. */
  load = async (): Promise<void> => {
    this.#turn?.abort();
    const turn = (this.#turn = new AbortController());
    try {
      const data = await this.ask(turn.signal);
      if (turn === this.#turn) this.state = { kind: 'ready', data };
    } catch (cause) {
      const trouble = troubleFrom(cause);
      if (trouble && turn === this.#turn) this.state = { kind: 'trouble', ...trouble };
    }
  };

  stop(): void {
    this.#turn?.abort();
    this.#turn = null;
  }
}
