// A server in memory, true in what the order of things depends on: receipts, revisions, epochs, frames, refusals that come
// back by the person stream. What it does to a household is the least that shows whether something was done once.

import { dayOf } from '../../ui/days';
import type { Answer } from '../ports';
import type { Content, Cursor, Fate, Frame, Op, SyncRequest } from '../types';
import type { Seat, World } from './world';

interface Row {
  kind: string;
  revision: number;
  /** Null: gone. */
  content: Content | null;
}

interface Database {
  streams: Map<string, { kind: string; subject: string; revision: number; rows: Map<string, Row> }>;
  receipts: Map<string, { hash: string; fate: Fate; op: Op; account: string; on?: string }>;
}

/** Records to a frame; small, so that snapshots have several. */
const FRAME = 2;

export class MemoryWorld implements World {
  readonly hamlet = '01900000-0000-7000-8000-00000000aaaa';
  readonly otherHamlet = '01900000-0000-7000-8000-00000000bbbb';
  #db: Database = { streams: new Map(), receipts: new Map() };
  #saved: Database | null = null;
  #savedAt = 0;
  #epoch = 1;
  #clock = Date.UTC(2026, 10, 24, 3);
  #seats = new Map<string, Seat & { hamlet: string; revoked?: boolean }>();

  now(): number {
    return (this.#clock += 7);
  }

  async seat(hamlet: string, sameAs?: Seat): Promise<Seat> {
    const n = this.#seats.size + 1;
    const token = `token-${n}`;
    // Whose it is stands in front, as it does inside a real seal.
    const seal = async (op: string): Promise<Uint8Array> => new TextEncoder().encode(JSON.stringify([token, op]));
    const seat = { account: sameAs?.account ?? `account-${n}`, device: `device-${n}`, name: `Người ${n}`, token, seal };
    this.#seats.set(seat.token, { ...seat, hamlet });
    return seat;
  }

  async handIn(copies: Uint8Array[]): Promise<number> {
    for (const copy of copies) {
      const [token, op] = JSON.parse(new TextDecoder().decode(copy)) as [string, string];
      const seat = this.#seats.get(token);
      if (seat && !seat.revoked) this.#take(JSON.parse(op) as Op, seat);
    }
    return copies.length;
  }

  async pass(ms: number): Promise<void> {
    this.#clock += ms;
  }

  async backup(): Promise<void> {
    this.#saved = structuredClone(this.#db);
    this.#savedAt = this.now() - 60_000;
  }

  async restore(): Promise<void> {
    this.#db = structuredClone(this.#saved ?? { streams: new Map(), receipts: new Map() });
    this.#epoch += 1;
  }

  async revoke(seat: Seat): Promise<void> {
    const known = this.#seats.get(seat.token);
    if (known) known.revoked = true;
  }

  async close(): Promise<void> {}

  async sync(token: string, request: SyncRequest): Promise<Answer> {
    const seat = this.#seats.get(token);
    if (!seat || seat.revoked) return { status: 401, code: seat ? 'device_revoked' : 'token_unknown' };
    const fates = (request.ops ?? []).map((op) => this.#take(op, seat));
    const epoch = String(this.#epoch).padStart(16, '0');
    const cursors = request.epoch === epoch ? (request.cursors ?? {}) : {};
    const mine: [string, string, string][] = [[`person-${seat.account}`, 'person', seat.account], [`hamlet-${seat.hamlet}`, 'hamlet', seat.hamlet]];
    const frames = mine.flatMap(([id, kind, subject]) => this.#read(id, kind, subject, cursors[id]));
    const ended = Object.keys(cursors).filter((id) => !mine.some(([own]) => own === id));
    const head = { epoch, now: this.now(), stamp: [this.now(), 0], safe: this.#savedAt, fates, ended };
    return { status: 200, lines: each([head, ...frames, { end: true, more: false }].map((line) => JSON.stringify(line))) };
  }

  // ---- operations

  #take(op: Op, seat: Seat & { hamlet: string }): Fate {
    const hash = JSON.stringify([op.kind, op.stamp, op.body]);
    const known = this.#db.receipts.get(op.id);
    if (known) return known.hash === hash ? known.fate : { id: op.id, fate: 'refused', at: this.now(), reason: { code: 'id_reused' } };
    const receipt = { hash, op, account: seat.account, fate: { id: op.id, fate: 'kept', at: this.now() } as Fate };
    this.#db.receipts.set(op.id, receipt);
    this.#judge(receipt, seat.hamlet);
    return receipt.fate;
  }

  #judge(receipt: { op: Op; account: string; fate: Fate; on?: string }, hamlet: string): void {
    const { op } = receipt;
    const missing = this.#missing(op);
    const code = op.body.day && String(op.body.day) > dayOf(this.#clock) ? 'day_in_future' : null;
    const before = receipt.fate.fate;
    receipt.on = missing ?? undefined;
    receipt.fate = code
      ? { ...receipt.fate, fate: 'refused', reason: { code, mend: ['edit'] } }
      : missing ? { ...receipt.fate, fate: 'waiting', reason: { code: 'waits_for' } } : { id: op.id, at: receipt.fate.at, fate: 'kept' };
    const content = { kind: op.kind, at: receipt.fate.at, fate: receipt.fate.fate, reason: receipt.fate.reason, body: op.body };
    if (receipt.fate.fate !== 'kept') this.#put(`person-${receipt.account}`, 'person', receipt.account, op.id, 'returned', content);
    else if (before === 'waiting') this.#put(`person-${receipt.account}`, 'person', receipt.account, op.id, 'returned', null);
    if (receipt.fate.fate === 'kept') this.#apply(op, hamlet, receipt.account);
  }

  #missing(op: Op): string | null {
    const needs = op.kind === 'visit.remove' ? op.body.visit : op.kind === 'household.create' || op.kind.startsWith('work.') ? null : op.body.household;
    return needs && !this.#find(String(needs)) ? String(needs) : null;
  }

  #find(id: string): Row | undefined {
    for (const stream of this.#db.streams.values()) {
      const row = stream.rows.get(id);
      if (row?.content) return row;
    }
    return undefined;
  }

  #apply({ kind, body, id: op }: Op, hamlet: string, account: string): void {
    const put = (id: unknown, of: string, content: Content | null): void => this.#put(`hamlet-${hamlet}`, 'hamlet', hamlet, String(id), of, content);
    if (kind === 'work.dismiss') return this.#put(`person-${account}`, 'person', account, String(body.operation), 'returned', null);
    if (kind === 'visit.remove') return put(body.visit, 'visit', null);
    if (kind === 'household.edit') put(body.household, 'household', { ...this.#find(String(body.household))?.content, ...(body.fields as Content) });
    if (kind === 'visit.record') put(body.visit, 'visit', { household: body.household, day: body.day, met: (body.people as unknown[]).length ? 1 : 0, made_by: op });
    if (kind === 'household.create') {
      put(body.household, 'household', { name: body.name, made_on: body.made_on });
      const waiting = [...this.#db.receipts.values()].filter((one) => one.fate.fate === 'waiting' && one.on === body.household);
      for (const one of waiting) this.#judge(one, hamlet);
    }
  }

  // ---- streams

  #stream(id: string, kind: string, subject: string) {
    const stream = this.#db.streams.get(id) ?? { kind, subject, revision: 0, rows: new Map<string, Row>() };
    this.#db.streams.set(id, stream);
    return stream;
  }

  #put(id: string, kind: string, subject: string, row: string, of: string, content: Content | null): void {
    const stream = this.#stream(id, kind, subject);
    stream.revision += 1;
    stream.rows.set(row, { kind: of, revision: stream.revision, content });
  }

  #read(id: string, kind: string, subject: string, cursor: Cursor | undefined): Frame[] {
    const { revision, rows } = this.#stream(id, kind, subject);
    const done = typeof cursor === 'number' ? cursor : null;
    if (done === revision) return [];
    const after = Array.isArray(cursor) ? cursor : null;
    const ordered = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    if (done !== null) return [this.#frame({ stream: id, kind, subject, to: revision }, ordered.filter(([, row]) => row.revision > done))];
    const left = ordered.filter(([key, row]) => row.content && (!after || (key > after[1] && row.revision <= after[0])));
    const at = after?.[0] ?? revision;
    const frames: Frame[] = [];
    for (let i = 0; i === 0 || i < left.length; i += FRAME) {
      const last = i + FRAME >= left.length;
      const to: Cursor = last ? at : [at, left[i + FRAME - 1]?.[0] ?? ''];
      frames.push({ ...this.#frame({ stream: id, kind, subject, to }, left.slice(i, i + FRAME)), ...(i === 0 && !after ? { start: true } : {}) });
    }
    const newer = ordered.filter(([, row]) => row.revision > at);
    return newer.length ? [...frames, this.#frame({ stream: id, kind, subject, to: revision }, newer)] : frames;
  }

  #frame(frame: Frame, rows: [string, Row][]): Frame {
    const there = rows.filter(([, row]) => row.content).map(([id, row]): [string, string, Content] => [row.kind, id, row.content ?? {}]);
    const gone = rows.filter(([, row]) => !row.content).map(([id]): [string, null, string] => [id, null, dayOf(this.#clock)]);
    return { ...frame, records: there, ...(gone.length ? { left: gone } : {}) };
  }
}

async function* each(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}
