// The exchange: round trips until nothing is left to send and nothing more to read.

import type { Book } from './book';
import type { Ledger } from './ledger';
import { StoreFailed, type Answer, type Clock, type Locks, type Seal, type Transport } from './ports';
import { batchOf, isLarge, MOST_OPS, requestOf } from './request';
import { ended, framed, headed, reoffered, unsendable } from './steps';
import type { End, Frame, Head, Op } from './types';

export type Outcome =
  /** Everything was sent and everything was read. */
  | { kind: 'done' }
  /** Another tab is at it. */
  | { kind: 'elsewhere' }
  /** No network, or one that broke off again and again. */
  | { kind: 'offline' }
  /** The server asks to come back later; `full`: it has no room. */
  | { kind: 'busy'; retryAfter: number | null; full: boolean }
  /** The token does not open the door any more; `code` says why. */
  | { kind: 'stopped'; code: string }
  | { kind: 'failed'; status: number };

/** What one round trip came to. */
type Round = { kind: 'whole'; more: boolean; lines: number } | { kind: 'cut'; lines: number } | { kind: 'refused'; answer: Answer };

/** So many answers may break off one after the other, each having brought something, before it counts as no network. */
const CUTS = 5;
/** A server that never comes to an end is stopped here. */
const ROUNDS = 10_000;

export interface Parts {
  ledger: Ledger;
  transport: Transport;
  locks: Locks;
  clock: Clock;
  seal: Seal;
  /** Told after each line that was applied. */
  progress?: () => void;
}

export async function exchange(parts: Parts): Promise<Outcome> {
  const outcome = await parts.locks.tryRun('gandan-exchange', () => rounds(parts));
  return outcome ?? { kind: 'elsewhere' };
}

async function rounds(parts: Parts): Promise<Outcome> {
  let limit = MOST_OPS;
  let cuts = 0;
  for (let n = 0; n < ROUNDS; n++) {
    const book = await parts.ledger.read();
    const ops = batchOf(book, limit);
    const round = await trip(parts, book, ops);
    if (round.kind === 'cut') {
      cuts += 1;
      if (round.lines === 0 || cuts >= CUTS) return { kind: 'offline' };
      continue;
    }
    if (round.kind === 'refused') {
      const outcome = await refusedWhole(parts, round.answer, ops);
      if (outcome) return outcome;
      limit = Math.max(1, Math.floor(ops.length / 2));
      continue;
    }
    cuts = 0;
    limit = Math.min(MOST_OPS, limit * 2);
    if (!round.more && book.outbox.size === 0) return { kind: 'done' };
    // A whole answer that took nothing and brought nothing: asking again at once would ask forever.
    if (round.lines <= 1 && (ops.length === 0 || ops.every((op) => book.outbox.has(op.id)))) return { kind: 'failed', status: 200 };
  }
  return { kind: 'failed', status: 200 };
}

/** An outcome, or null where the batch is to be tried again in halves. */
async function refusedWhole({ ledger, clock }: Parts, answer: Answer, ops: Op[]): Promise<Outcome | null> {
  const { status, code = '' } = answer;
  if (status === 401 || status === 403) return { kind: 'stopped', code: code || 'token_unknown' };
  if (status === 429 || status === 503 || status === 507) return { kind: 'busy', retryAfter: answer.retryAfter ?? null, full: status === 507 };
  if (![400, 413, 422].includes(status) || ops.length === 0) return { kind: 'failed', status };
  const [only] = ops;
  if (ops.length > 1 || !only) return null;
  // Small enough, and yet too large: that is something on the way, which may pass.
  if (status === 413 && !isLarge(only)) return { kind: 'failed', status };
  // One operation that spoils every request it is in must not hold up the others, nor vanish.
  await ledger.write(() => unsendable(only, status === 413 ? 'too_large' : code || 'form', clock.now()));
  return null;
}

async function trip(parts: Parts, book: Book, ops: Op[]): Promise<Round> {
  const { ledger, transport, clock } = parts;
  let lines = 0;
  try {
    const answer = await transport.sync(book.state.token, requestOf(book, ops, clock.now()));
    if (answer.status !== 200 || !answer.lines) return { kind: 'refused', answer };
    let serverNow = 0;
    for await (const text of answer.lines) {
      const line = JSON.parse(text) as Head | Frame | End;
      if ('epoch' in line) {
        serverNow = line.now;
        await applyHead(parts, line);
      } else if ('end' in line) {
        await ledger.write((now) => ended(now, line, serverNow));
        return { kind: 'whole', more: line.more, lines };
      } else {
        await ledger.write((now) => framed(now, line));
      }
      lines += 1;
      parts.progress?.();
    }
    return { kind: 'cut', lines };
  } catch (cause) {
    if (cause instanceof StoreFailed) throw cause;
    return { kind: 'cut', lines };
  }
}

async function applyHead({ ledger, clock, seal }: Parts, head: Head): Promise<void> {
  const book = await ledger.read();
  const sealed = new Map<string, Uint8Array>();
  for (const op of reoffered(book, head)) {
    const copy = await seal(JSON.stringify(op));
    if (copy) sealed.set(op.id, copy);
  }
  await ledger.write((now) => headed(now, head, clock.now(), sealed));
}
