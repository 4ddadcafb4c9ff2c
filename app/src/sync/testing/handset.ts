// A phone without a screen: the real algorithm over a store in memory, a clock that can be wrong, and a network that a case
// can break.

import { uuid7 } from '../../lib/ids';
import { MemoryStore, type Disk } from '../../store/memory';
import type { Book } from '../book';
import { exchange, type Outcome } from '../exchange';
import { Ledger } from '../ledger';
import { overlay, pendingOps } from '../overlay';
import type { Answer, Locks } from '../ports';
import { submit } from '../submit';
import type { SyncRequest } from '../types';
import type { Lost } from './case';
import type { Seat, World } from './world';

/** Waits for its turn like the browser's, within one process. */
export function fakeLocks(): Locks {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const run: Locks['run'] = (name, work) => {
    const turn = (queues.get(name) ?? Promise.resolve()).then(async () => {
      held.add(name);
      return work().finally(() => held.delete(name));
    });
    queues.set(name, turn.catch(() => undefined));
    return turn;
  };
  return { run, tryRun: (name, work) => (held.has(name) ? Promise.resolve(null) : run(name, work)) };
}

export class Handset {
  ahead = 0;
  disk: Disk = new Map();
  readonly locks = fakeLocks();
  #ledger = this.#opened();
  #last: SyncRequest | null = null;
  #seq = 0;

  constructor(
    readonly seat: Seat,
    private readonly world: World,
    /** Bytes for ids; seeded in property tests. */
    private readonly random: () => Uint8Array,
  ) {}

  async join(): Promise<void> {
    const { account, device, name, token } = this.seat;
    const identity = { account, device, name, role: 'member', unit: this.world.hamlet, macKey: '', serverKey: '' };
    await this.#ledger.write(() => [{ table: 'state', key: 'state', value: { identity, token } }]);
  }

  get book(): Book {
    return this.#ledger.book;
  }

  get view() {
    const { account, name } = this.seat;
    return overlay(this.book.records.values(), pendingOps(this.book), { account, name });
  }

  readonly clock = { now: (): number => this.world.now() + this.ahead };
  readonly ids = { next: (now: number): string => uuid7(now, this.random()) };

  async submit(kind: string, body: Record<string, unknown>): Promise<string> {
    return (await submit({ ledger: this.#ledger, clock: this.clock, ids: this.ids, seal: this.seat.seal }, kind, body)).id;
  }

  sync(lose?: Lost): Promise<Outcome> {
    let times = typeof lose === 'object' && 'times' in lose ? (lose.times ?? 1) : 1;
    const transport = {
      sync: async (token: string, request: SyncRequest): Promise<Answer> => {
        // The network has its own copy of what was sent.
        const sent = structuredClone(request);
        if (sent.ops?.length) this.#last = sent;
        if (!lose || times-- <= 0) return this.world.sync(token, sent);
        if (lose === 'request') throw new Error('no network');
        if (typeof lose === 'object' && 'status' in lose) return { status: lose.status, retryAfter: lose.retry_after };
        const answer = await this.world.sync(token, sent);
        if (lose === 'answer') throw new Error('the answer was lost');
        return { ...answer, ...(answer.lines ? { lines: cut(answer.lines, lose.after_lines) } : {}) };
      },
    };
    return exchange({ ledger: this.#ledger, transport, locks: this.locks, clock: this.clock, seal: this.seat.seal });
  }

  /** The network delivers an old request a second time; nobody hears the answer. */
  async again(): Promise<void> {
    if (!this.#last) return;
    const answer = await this.world.sync(this.book.state.token, structuredClone(this.#last));
    for await (const _ of answer.lines ?? []) this.#seq += 1;
  }

  /** By the door that needs neither PIN nor token. */
  handIn(): Promise<number> {
    return this.world.handIn([...(this.disk.get('sealed')?.values() ?? [])] as Uint8Array[]);
  }

  async kill(): Promise<void> {
    this.#ledger = this.#opened();
    await this.#ledger.read();
  }

  #opened(): Ledger {
    return new Ledger(new MemoryStore(this.disk), this.locks);
  }
}

async function* cut(lines: AsyncIterable<string>, after: number): AsyncGenerator<string> {
  let n = 0;
  for await (const line of lines) {
    if (n++ >= after) throw new Error('the line broke');
    yield line;
  }
}
