// Sealed copies on their way by the second door, which asks for no token: from a phone that is signed out, taken off the
// list, or whose PIN is forgotten, and for what a damaged store has left of an outbox.

import type { Bytes } from '../crypto/bytes';
import { batched } from '../crypto/copies';
import type { components } from '../lib/api-types';
import type { Database } from './database';
import { askJson } from './http';

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
  const copies = await Promise.all((only ?? (await waiting(db))).map((id) => db.get('sealed', id)));
  for (const batch of batched(copies.filter((copy): copy is Bytes => copy !== undefined))) {
    const body = new Blob(batch);
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body, credentials: 'omit' as const };
    const { received, answers } = await askJson<components['schemas']['Taken']>('/sealed', init);
    taken += received;
    const tx = db.transaction('sealed', 'readwrite');
    await Promise.all([...answers.flatMap(({ id }) => [tx.store.delete(id), tx.store.delete(ON_SHELF + id)]), tx.done]);
  }
  return taken;
}

/** Sends one copy that the phone had no room to keep. What came of it; null where the server could not prove it. */
export async function sendOne(copy: Bytes): Promise<string | null> {
  const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: new Blob([copy]), credentials: 'omit' as const };
  const { answers } = await askJson<components['schemas']['Taken']>('/sealed', init);
  return answers[0]?.fate ?? null;
}

/** All of them one after the other, as the server's second door takes a file. */
export async function fileOf(db: Database): Promise<Blob> {
  return new Blob(await db.getAll('sealed'), { type: 'application/octet-stream' });
}
