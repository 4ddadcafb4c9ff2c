// The data key and what opens it. It is wrapped twice: by a key made from the PIN (or by the phone's own lock), and by a
// key of this browser that cannot be exported. Six digits can be guessed by whoever copies the whole profile; docs/*/pin.md
// says so. The second wrap is for whoever copies less than that.

import { join, random, utf8, type Bytes } from './bytes';

/** OWASP's figure for PBKDF2-HMAC-SHA256; about a third of a second on a cheap phone. */
export const ROUNDS = 600_000;

export interface Wrapped {
  by: 'pin' | 'prf';
  salt: Bytes;
  rounds: number;
  /** Nonce and ciphertext, inner wrap in outer wrap. */
  key: Bytes;
}

export const newDataKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

/** Of this browser, for this store; kept in IndexedDB as an object, never as bytes. */
export const newBrowserKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

export async function pinKey(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** From the 32 bytes that the phone's own lock gives for this salt. */
export async function prfKey(secret: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('gandan data key') };
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export async function wrap(data: CryptoKey, by: Wrapped['by'], opener: CryptoKey, browser: CryptoKey, salt: Bytes, rounds: number): Promise<Wrapped> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', data)) as Bytes;
  const key = await enclose(browser, await enclose(opener, raw));
  raw.fill(0);
  return { by, salt, rounds, key };
}

/** Null where the PIN is wrong, or the wrap was made by another browser. The key that comes out cannot be exported. */
export async function unwrap(wrapped: Wrapped, opener: CryptoKey, browser: CryptoKey, exportable = false): Promise<CryptoKey | null> {
  try {
    const raw = await disclose(opener, await disclose(browser, wrapped.key));
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', exportable, ['encrypt', 'decrypt']);
    raw.fill(0);
    return key;
  } catch {
    return null;
  }
}

async function enclose(key: CryptoKey, bytes: Bytes): Promise<Bytes> {
  const iv = random(12);
  return join(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)));
}

const disclose = async (key: CryptoKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, key, bytes.subarray(12))) as Bytes;
