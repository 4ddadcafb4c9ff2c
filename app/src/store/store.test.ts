// The encrypted store over a real IndexedDB's rules (fake-indexeddb), and the vault.

import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { Ledger } from '../sync/ledger';
import { fakeLocks } from '../sync/testing/handset';
import { countSealed, fileOf, orphans } from './copies';
import { mend, sealShelf } from './carry';
import { forget, openDatabase, type Database } from './database';
import { EncryptedStore } from './idb';
import { Vault, type Opening } from './vault';

let db: Database;
let vault: Vault;
let opening: Opening;
let n = 0;

beforeEach(async () => {
  db = await openDatabase(`gandan-${(n += 1)}`);
  vault = new Vault(db);
  opening = await vault.create('493027');
});

const edit = { op: { id: 'op', kind: 'household.edit', version: 1, stamp: [1, 0], body: { note: 'Nhà sau chùa' } }, made: 1 };

test('what was committed is there under the same key, and nothing of it can be read in the database', async () => {
  const store = new EncryptedStore(db, opening);
  await store.commit([{ table: 'outbox', key: 'op', value: edit }, { table: 'sealed', key: 'op', value: new Uint8Array([1, 2]) }]);
  expect((await new EncryptedStore(db, opening).all('outbox')).get('op')).toEqual(edit);
  const raw = JSON.stringify([...((await db.get('outbox', 'op')) ?? [])]);
  expect(raw).not.toContain(JSON.stringify([...new TextEncoder().encode('sau ch')]).slice(1, -1));
  expect(await db.get('sealed', 'op')).toEqual(new Uint8Array([1, 2]));
});

test('another tab sees that something was written', async () => {
  const [mine, other] = [new Ledger(new EncryptedStore(db, opening), fakeLocks()), new Ledger(new EncryptedStore(db, opening), fakeLocks())];
  await mine.read();
  await other.write(() => [{ table: 'drafts', key: 'visit', value: { step: 2 } }]);
  expect((await mine.read()).drafts.get('visit')).toEqual({ step: 2 });
});

test('signing out leaves sealed copies and nothing else, and nobody writes under the old key any more', async () => {
  const store = new EncryptedStore(db, opening);
  await store.commit([{ table: 'outbox', key: 'op', value: edit }, { table: 'sealed', key: 'op', value: new Uint8Array([1]) }]);
  await forget(db);
  expect(await db.count('outbox')).toBe(0);
  expect(await vault.keys()).toBeUndefined();
  expect([await countSealed(db), await orphans(db, new Map())]).toEqual([1, ['op']]);
  await expect(store.commit([{ table: 'drafts', key: 'visit', value: 1 }])).rejects.toThrow('closed for good');
  await vault.create('111213');
  await expect(store.commit([{ table: 'drafts', key: 'visit', value: 1 }])).rejects.toThrow('closed for good');
  expect(await db.count('drafts')).toBe(0);
});

test('what was acknowledged but is not safe survives signing out, sealed, and is not counted as waiting', async () => {
  const ledger = new Ledger(new EncryptedStore(db, opening), fakeLocks());
  await ledger.write(() => [{ table: 'shelf', key: 'op', value: { ...edit, fate: 'kept', at: 5, landed: true } }]);
  await sealShelf(db, ledger.book, async (op) => new TextEncoder().encode(op));
  await forget(db);
  expect([await countSealed(db), await orphans(db, new Map())]).toEqual([0, ['shelf/op']]);
  expect(JSON.parse(await (await fileOf(db)).text())).toEqual(edit.op);
});

test('a damaged copy is dropped whole and asked for again; own work stays', async () => {
  const store = new EncryptedStore(db, opening);
  const record = { stream: 's', subject: 'h', kind: 'household', id: '1', content: {} };
  await store.commit([
    { table: 'records', key: 's/1', value: record }, { table: 'records', key: 's/2', value: { ...record, id: '2' } },
    { table: 'cursors', key: 's', value: 7 }, { table: 'outbox', key: 'op', value: edit },
  ]);
  await db.put('records', new Uint8Array(40), 's/1');
  const again = new EncryptedStore(db, opening);
  const ledger = new Ledger(again, fakeLocks());
  await ledger.read();
  await mend(ledger, again);
  expect([ledger.book.records.size, ledger.book.cursors.size, ledger.book.outbox.size]).toEqual([0, 0, 1]);
  expect(await db.count('records')).toBe(0);
});

describe('the vault', () => {
  test('opens with its PIN, also after it was changed', async () => {
    expect((await vault.attempt('493027', 0)).kind).toBe('key');
    expect(await vault.changePin('000000', '601938', 0)).toEqual({ kind: 'wrong', left: 4 });
    expect(await vault.changePin('493027', '601938', 0)).toEqual({ kind: 'changed' });
    expect((await vault.attempt('601938', 0)).kind).toBe('key');
    expect((await vault.attempt('493027', 0)).kind).toBe('wrong');
  });

  test('makes the guesser wait, longer each time', async () => {
    const guess = (at: number) => vault.attempt('000000', at);
    expect(await guess(0)).toEqual({ kind: 'wrong', left: 4 });
    for (let i = 0; i < 3; i++) await guess(0);
    expect(await guess(0)).toEqual({ kind: 'wait', until: 30_000 });
    expect(await vault.attempt('493027', 10_000)).toEqual({ kind: 'wait', until: 30_000 });
    expect(await guess(31_000)).toEqual({ kind: 'wait', until: 91_000 });
    expect(await vault.changePin('493027', '601938', 40_000)).toEqual({ kind: 'wait', until: 91_000 });
    expect((await vault.attempt('493027', 92_000)).kind).toBe('key');
    expect(await guess(93_000)).toEqual({ kind: 'wrong', left: 4 });
  });
});
