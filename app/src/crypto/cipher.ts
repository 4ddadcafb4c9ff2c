// Entries at rest: AES-256-GCM under the data key. What an entry is called is bound into it, so that an entry moved to
// another place does not open.

import { join, random, text, utf8, type Bytes } from './bytes';

export class Damaged extends Error {
  constructor(name: string) {
    super(`the entry ${name} does not open`);
  }
}

export async function lockUp(key: CryptoKey, name: string, value: unknown): Promise<Bytes> {
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, utf8(JSON.stringify(value)));
  return join(iv, new Uint8Array(sealed));
}

export async function openUp(key: CryptoKey, name: string, entry: Bytes): Promise<unknown> {
  try {
    const params = { name: 'AES-GCM', iv: entry.subarray(0, 12), additionalData: utf8(name) };
    return JSON.parse(text(await crypto.subtle.decrypt(params, key, entry.subarray(12))));
  } catch {
    throw new Damaged(name);
  }
}
