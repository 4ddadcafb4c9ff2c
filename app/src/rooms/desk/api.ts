// The desk's way to the server: same-origin fetch with the session cookie. Every failure becomes one ApiError whose
// `trouble` a screen can put into words; nothing else is thrown.

import type { Me } from './types';

/** What went wrong, as far as it changes what the person can do next. */
export type Trouble =
  | 'offline' // no answer at all
  | 'signed_out' // 401
  | 'denied' // 403
  | 'missing' // 404: absent, or not for this person; the server does not say which
  | 'busy' // 429 or 503: try again after `wait` seconds
  | 'refused' // 4xx with a code of its own
  | 'failed'; // 5xx, or an answer that cannot be read

export class ApiError extends Error {
  constructor(
    readonly trouble: Trouble,
    readonly status = 0,
    readonly code = '',
    readonly params: Record<string, unknown> = {},
    readonly wait = 0,
  ) {
    super(`${trouble} ${status} ${code}`.trim());
  }
}

/** An answer with the tag to ask again by; `data` is null when nothing has changed since that tag. */
export interface Tagged<T> {
  data: T | null;
  etag: string | null;
}

export function troubleOf(status: number): Trouble {
  if (status === 401) return 'signed_out';
  if (status === 403) return 'denied';
  if (status === 404) return 'missing';
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'refused' : 'failed';
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; params?: Record<string, unknown> };
  const wait = Number(response.headers.get('retry-after') ?? 0) || 0;
  return new ApiError(troubleOf(response.status), response.status, body.code ?? '', body.params ?? {}, wait);
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (cause) {
    // A request that the page itself gave up is not a lost network.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('offline');
  }
  if (!response.ok && response.status !== 304) throw await errorOf(response);
  return response;
}

async function bodyOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError('failed', response.status, 'not_json');
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return bodyOf<T>(await ask(path, { signal }));
}

/** Asks only for what is newer than `etag`. */
export async function getTagged<T>(path: string, etag: string | null, signal?: AbortSignal): Promise<Tagged<T>> {
  const response = await ask(path, { signal, headers: etag ? { 'if-none-match': etag } : {} });
  if (response.status === 304) return { data: null, etag };
  return { data: await bodyOf<T>(response), etag: response.headers.get('etag') };
}

/** Changes something. The custom header cannot be sent by another site's form, which is what it is for. */
export async function send<T>(method: 'POST' | 'DELETE' | 'PUT', path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'x-gandan': '1' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return bodyOf<T>(await ask(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }));
}

/** Hands bytes in as they are. */
export async function hand<T>(path: string, body: Blob, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  return bodyOf<T>(await ask(path, { method, headers: { 'x-gandan': '1', 'content-type': 'application/octet-stream' }, body }));
}

export const signIn = (login: string, password: string) => send<Me>('POST', '/session', { login, password });
export const signOut = () => send<void>('DELETE', '/session');
export const whoAmI = () => get<Me>('/me');
