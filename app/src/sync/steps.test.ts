import { expect, test } from 'vitest';
import { MemoryStore } from '../store/memory';
import { Ledger } from './ledger';
import { pendingOps } from './overlay';
import { framed, headed, ended, unsendable } from './steps';
import { returnedOf, statusOf } from './status';
import { submit } from './submit';
import { fakeLocks } from './testing/handset';
import type { Frame, Head } from './types';

const clock = { now: () => 1000 };
const ids = { next: () => 'op' };
const seal = async (): Promise<Uint8Array> => new Uint8Array([7]);

async function withOp(kind = 'visit.record') {
  const store = new MemoryStore();
  const ledger = new Ledger(store, fakeLocks());
  await ledger.write(() => [{ table: 'drafts', key: 'visit', value: { step: 3 } }]);
  const op = await submit({ ledger, clock, ids, seal }, kind, { visit: 'v', household: 'h' }, 'visit');
  return { store, ledger, op };
}

const head = (more: Partial<Head>): Head => ({ epoch: 'e', now: 2000, stamp: [2000, 0], safe: 0, ...more });
const person = (more: Partial<Frame>): Frame => ({ stream: 'p', kind: 'person', subject: 'a', to: 1, ...more });
const end = { end: true as const, more: false };

test('operation, sealed copy and the end of the draft are one write: all of it or none', async () => {
  const { store, ledger } = await withOp();
  expect([store.disk.get('outbox')?.size, store.disk.get('sealed')?.size, store.disk.get('drafts')?.size]).toEqual([1, 1, 0]);
  store.failNext = true;
  await ledger.write(() => [{ table: 'drafts', key: 'visit', value: {} }]).catch(() => undefined);
  expect(ledger.book.drafts.size).toBe(0);
});

test('refused after waiting: it is with its author, and no longer shown as pending', async () => {
  const { ledger } = await withOp();
  await ledger.write((book) => headed(book, head({ fates: [{ id: 'op', fate: 'waiting', at: 1500 }] }), 1000, new Map()));
  expect([pendingOps(ledger.book).length, statusOf(ledger.book).kind]).toEqual([1, 'waiting']);
  const content = { kind: 'visit.record', at: 1500, fate: 'refused', reason: { code: 'returned_by_leader', params: { text: 'Sai hộ' }, mend: ['edit'] }, body: {} };
  await ledger.write((book) => framed(book, person({ records: [['returned', 'op', content]] })));
  await ledger.write((book) => ended(book, end, 2000));
  expect([pendingOps(ledger.book).length, statusOf(ledger.book).kind, returnedOf(ledger.book)[0]?.reason.code]).toEqual([0, 'refused', 'returned_by_leader']);
});

test('a stream that ended takes its records along, and leaves unsent work about them', async () => {
  const { ledger } = await withOp();
  const hamlet: Frame = { stream: 's', kind: 'hamlet', subject: 'x', to: 4, start: true, records: [['household', 'h', { name: 'x' }]] };
  await ledger.write((book) => framed(book, hamlet));
  await ledger.write((book) => headed(book, head({ ended: ['s'] }), 1000, new Map()));
  expect([ledger.book.records.size, ledger.book.cursors.size, ledger.book.outbox.size]).toEqual([0, 0, 1]);
});

test('a new token takes the place of the old one, a head without one leaves it', async () => {
  const { ledger } = await withOp();
  await ledger.write((book) => headed(book, head({ token: 'new' }), 1000, new Map()));
  await ledger.write((book) => headed(book, head({}), 1000, new Map()));
  expect(ledger.book.state.token).toBe('new');
});

test('what no request gets through with stays with its author until they let go of it', async () => {
  const { store, ledger, op } = await withOp();
  await ledger.write(() => unsendable(op, 'form', 1000));
  await ledger.write((book) => framed(book, person({ start: true })));
  expect([statusOf(ledger.book).kind, store.disk.get('sealed')?.size]).toEqual(['refused', 1]);
  await submit({ ledger, clock, ids: { next: () => 'other' }, seal }, 'work.dismiss', { operation: 'op' });
  expect([ledger.book.refused.size, ledger.book.outbox.size, statusOf(ledger.book).kind]).toEqual([0, 0, 'never']);
});

test('an edit says how far the book had been read', async () => {
  const { ledger } = await withOp();
  await ledger.write((book) => framed(book, { stream: 's', kind: 'hamlet', subject: 'x', to: [9, 'h1'], start: true, records: [['household', 'h', {}]] }));
  const edit = await submit({ ledger, clock, ids: { next: () => 'e' }, seal }, 'household.edit', { household: 'h', fields: { note: 'x' } });
  expect(edit.body.saw).toBe(9);
});
