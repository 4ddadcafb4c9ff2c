// What needs the network and a person, not a phone: a leader's decisions, invitations, lists of devices. The phone's token
// opens a desk session for the same account; the token itself goes to no other route.

import { ask, askJson } from './http';
import { CallError } from './facade';

export class Calls {
  #open = false;

  constructor(private readonly token: () => string) {}

  async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    // A session that another person opened in this browser is not this person's.
    if (!this.#open) await this.#enter();
    try {
      return await this.#ask<T>(method, path, body);
    } catch (cause) {
      if (!(cause instanceof CallError) || cause.status !== 401) throw cause;
      await this.#enter();
      return this.#ask<T>(method, path, body);
    }
  }

  /** Best effort: a session that cannot be closed now ends by itself. */
  async leave(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await ask('/session', { method: 'DELETE', headers: { 'x-gandan': '1' } }).catch(() => undefined);
  }

  async #enter(): Promise<void> {
    await ask('/session/device', { method: 'POST', headers: { authorization: `Bearer ${this.token()}`, 'x-gandan': '1' } });
    this.#open = true;
  }

  #ask<T>(method: string, path: string, body: unknown): Promise<T> {
    const headers: Record<string, string> = { 'x-gandan': '1' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return askJson<T>(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }
}
