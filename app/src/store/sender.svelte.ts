// When to exchange with the server: after something was written, when the network comes back, when the app is looked at,
// every few minutes while it is, and again after an attempt that did not get through.

import { delayAfter } from '../sync/backoff';
import { exchange, type Outcome, type Parts } from '../sync/exchange';
import { StoreFailed } from '../sync/ports';
import type { Trouble } from './facade';
import { overHttp } from './http';

const SOON_MS = 300;
const EVERY_MS = 5 * 60_000;

export class Sender {
  online = $state(navigator.onLine);
  sending = $state(false);
  trouble = $state<Trouble>(null);
  /** Bytes that have come in the exchange under way. */
  received = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #running: Promise<Outcome> | null = null;
  #again = false;
  /** The phone could not write down what came. */
  #unwritten = false;
  #transport = overHttp((bytes) => (this.received += bytes));

  constructor(
    /** What to exchange with; null while the book is closed. */
    private readonly parts: () => Omit<Parts, 'transport'> | null,
    /** Told what came of each exchange. */
    private readonly after: (outcome: Outcome) => void,
  ) {
    const network = (): void => {
      this.online = navigator.onLine;
      if (this.online) this.soon();
    };
    addEventListener('online', network);
    addEventListener('offline', network);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.soon();
    });
    setInterval(() => {
      if (document.visibilityState === 'visible' && this.#failures === 0) this.soon();
    }, EVERY_MS);
  }

  soon(ms = SOON_MS): void {
    clearTimeout(this.#timer);
    // Without any network there is nothing to try; the browser tells when there is one again.
    this.#timer = setTimeout(() => void (navigator.onLine && this.now()), ms);
  }

  async now(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#running) {
      // What was written meanwhile may have missed the last round trip.
      this.#again = true;
      return (await this.#running).kind === 'done';
    }
    if (!this.parts()) return false;
    this.#running = this.#run();
    const outcome = await this.#running.finally(() => (this.#running = null));
    this.after(outcome);
    return outcome.kind === 'done';
  }

  async #run(): Promise<Outcome> {
    this.sending = true;
    this.received = 0;
    let outcome: Outcome;
    do {
      this.#again = false;
      outcome = await this.#once();
    } while (this.#again && outcome.kind === 'done');
    this.sending = false;
    this.#failures = outcome.kind === 'done' || outcome.kind === 'elsewhere' ? 0 : this.#failures + 1;
    this.trouble = this.#unwritten ? 'storage' : troubleOf(outcome);
    const delay = delayAfter(outcome, this.#failures, Math.random());
    if (delay !== null) this.soon(delay);
    return outcome;
  }

  async #once(): Promise<Outcome> {
    const parts = this.parts();
    if (!parts) return { kind: 'elsewhere' };
    this.#unwritten = false;
    try {
      return await exchange({ ...parts, transport: this.#transport });
    } catch (cause) {
      this.#unwritten = cause instanceof StoreFailed;
      if (!this.#unwritten) console.error('the exchange broke off:', cause);
      return { kind: 'failed', status: 0 };
    }
  }
}

function troubleOf(outcome: Outcome): Trouble {
  if (outcome.kind === 'offline') return 'offline';
  if (outcome.kind === 'busy') return outcome.full ? 'full' : 'busy';
  if (outcome.kind === 'stopped') return outcome.code === 'device_revoked' ? 'revoked' : 'unknown';
  return outcome.kind === 'failed' ? 'failed' : null;
}
