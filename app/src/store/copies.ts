// Sealed copies on their way by the second door, which asks for no token: from a phone that is signed out, taken off the
// list, or whose PIN is forgotten, and for what a damaged store has left of an outbox.

import type { Bytes } from '../crypto/bytes';
import type { components } from '../lib/api-types';
import type { Database } from './database';
import { askJson } from './http';

const MOST_BYTES = 512 * 1024;

/** In front of the id of a copy that the server had acknowledged: nobody waits for it. */
export const ON_SHELF = 'shelf/';

const waiting = async (db: Database): Promise<string[]> => (await db.getAllKeys('sealed')).filter((id) => !id.startsWith(ON_SHELF));

export const countSealed = async (db: Database): Promise<number> => (await waiting(db)).length;

/** Those that stand for no entry of the outbox any more. */
export async function orphans(db: Database, outbox: ReadonlyMap<string, unknown>): Promise<string[]> {
  return (await db.getAllKeys('sealed')).filter((id) => !outbox.has(id));
}

/** Sends these copies, or all that wait. What the server took in is removed here. Returns how many it took in. */
export async function sendCopies(db: Database, only?: string[]): Promise<number> {
  let taken = 0;
  for (const batch of await batches(db, only ?? (await waiting(db)))) {
    const body = new Blob(batch);
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body, credentials: 'omit' as const };
    const { received, answers } = await askJson<components['schemas']['Taken']>('/sealed', init);
    taken += received;
    const tx = db.transaction('sealed', 'readwrite');
    await Promise.all([...answers.flatMap(({ id }) => [tx.store.delete(id), tx.store.delete(ON_SHELF + id)]), tx.done]);
  }
  return taken;
}

async function batches(db: Database, only: string[]): Promise<Bytes[][]> {
  const copies = await Promise.all(only.map((id) => db.get('sealed', id)));
  const found: Bytes[][] = [];
  let bytes = Infinity;
  for (const copy of copies) {
    if (!copy) continue;
    if (bytes + copy.length > MOST_BYTES) {
      found.push([]);
      bytes = 0;
    }
    found.at(-1)?.push(copy);
    bytes += copy.length;
  }
  return found;
}

/** All of them one after the other, as the server's second door takes a file. */
export async function fileOf(db: Database): Promise<Blob> {
  return new Blob(await db.getAll('sealed'), { type: 'application/octet-stream' });
}
