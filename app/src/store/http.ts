// The network, as `sync` and the door need it.

import type { Bytes } from '../crypto/bytes';
import { linesOf } from '../sync/ndjson';
import type { Answer, Transport } from '../sync/ports';
import type { SyncRequest } from '../sync/types';
import { CallError } from './facade';

/** Nothing came for so long: the network is there in name only. */
const IDLE_MS = 30_000;
/** Below this, packing costs more than it gives. */
const WORTH_PACKING = 1400;

/** The server's answer, with its problem where it is one; throws CallError(0) where there was none. */
export async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { cache: 'no-store', ...init });
  } catch {
    throw new CallError(0);
  }
  if (response.ok) return response;
  const { code, params } = await problemOf(response);
  throw new CallError(response.status, code, params, retryAfter(response) ?? 0);
}

export async function askJson<T>(path: string, init: RequestInit): Promise<T> {
  const text = await (await ask(path, init)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const jsonBody = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function problemOf(response: Response): Promise<{ code: string; params: Record<string, unknown> }> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; params?: Record<string, unknown> };
  return { code: body.code ?? '', params: body.params ?? {} };
}

/** Seconds; the header may also be a date, which no server of ours writes. */
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** `received` hears of every piece that came, in bytes. */
export const overHttp = (received: (bytes: number) => void): Transport => ({
  async sync(token: string, request: SyncRequest): Promise<Answer> {
    const idle = new Idle();
    const raw = JSON.stringify(request);
    const packed = raw.length > WORTH_PACKING ? await gzip(raw) : null;
    const response = await fetch('/api/sync', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      signal: idle.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...(packed ? { 'content-encoding': 'gzip' } : {}) },
      body: packed ?? raw,
    }).finally(() => idle.rest());
    if (response.ok && response.body) return { status: response.status, lines: linesOf(chunksOf(response.body, idle, received)) };
    return { status: response.status, code: (await problemOf(response)).code, retryAfter: retryAfter(response) };
  },
});

/** Gives a request up when nothing has happened for a while. */
class Idle {
  #abort = new AbortController();
  #timer = setTimeout(() => this.#abort.abort(), IDLE_MS);
  readonly signal = this.#abort.signal;

  /** Something came; `rest`: and nothing more is waited for now. */
  stir(): void {
    this.rest();
    this.#timer = setTimeout(() => this.#abort.abort(), IDLE_MS);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }
}

/** Browsers of our floor cannot loop over a stream themselves. */
async function* chunksOf(body: ReadableStream<Uint8Array>, idle: Idle, received: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      idle.stir();
      const { done, value } = await reader.read();
      if (done) return;
      received(value.length);
      yield value;
    }
  } finally {
    idle.rest();
    reader.cancel().catch(() => undefined);
  }
}

async function gzip(text: string): Promise<Bytes | null> {
  if (typeof CompressionStream === 'undefined') return null;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
