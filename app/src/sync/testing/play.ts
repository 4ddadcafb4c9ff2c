// Plays a case in a world, and says where it parts from what was expected.

import { uuid7 } from '../../lib/ids';
import { dayOf } from '../../ui/days';
import { returnedOf, statusOf, waitingOf } from '../status';
import type { Seen } from '../overlay';
import type { Case, Expected, Step } from './case';
import { Handset } from './handset';
import type { World } from './world';

const DAY_MS = 86_400_000;

export class Play {
  readonly phones = new Map<string, Handset>();
  readonly #names = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly random: () => Uint8Array,
  ) {}

  async run(script: Case): Promise<void> {
    for (const [name, { hamlet, same_as }] of Object.entries(script.phones)) {
      const same = same_as ? this.phone(same_as).seat : undefined;
      const seat = await this.world.seat(hamlet === 'other' ? this.world.otherHamlet : this.world.hamlet, same);
      const phone = new Handset(seat, this.world, this.random);
      await phone.join();
      this.phones.set(name, phone);
    }
    for (const [at, step] of script.steps.entries()) {
      try {
        await this.#step(step);
      } catch (cause) {
        throw new Error(`step ${at + 1}, ${JSON.stringify(step)}: ${(cause as Error).message}`, { cause });
      }
    }
  }

  phone(name: string): Handset {
    const phone = this.phones.get(name);
    if (!phone) throw new Error(`no phone ${name} in this case`);
    return phone;
  }

  async #step(step: Step): Promise<void> {
    switch (step.do) {
      case 'submit':
        return this.#submit(step);
      case 'sync': {
        const outcome = await this.phone(step.phone).sync(step.lose);
        return same('the exchange', outcome.kind, step.ends ?? (step.lose ? outcome.kind : 'done'));
      }
      case 'again': return this.phone(step.phone).again();
      case 'clock': return void (this.phone(step.phone).ahead = step.ahead_ms);
      case 'kill': return this.phone(step.phone).kill();
      case 'hand_in': return same('taken in', await this.phone(step.phone).handIn(), step.taken);
      case 'pass': return this.world.pass(step.ms);
      case 'backup': return this.world.backup();
      case 'restore': return this.world.restore();
      case 'revoke': return this.world.revoke(this.phone(step.phone).seat);
      case 'expect': return this.#expect(this.phone(step.phone), step);
      case 'equal': return this.#equal(step.phones);
    }
  }

  async #submit({ phone, kind, body, as }: Step & { do: 'submit' }): Promise<void> {
    const id = await this.phone(phone).submit(kind, this.#filled(body) as Record<string, unknown>);
    if (as) this.#names.set(`$${as}`, id);
  }

  #expect(phone: Handset, expected: Expected): void {
    const { book, view } = phone;
    if (expected.outbox !== undefined) same('outbox', book.outbox.size, expected.outbox);
    if (expected.shelf !== undefined) same('shelf', book.shelf.size, expected.shelf);
    if (expected.waiting !== undefined) same('waiting', waitingOf(book).length, expected.waiting);
    if (expected.returned) same('returned', returnedOf(book).map((one) => one.reason.code).sort(), [...expected.returned].sort());
    if (expected.status) same('status', statusOf(book).kind, expected.status);
    this.#records('household', view.households, expected.households);
    this.#records('visit', view.visits, expected.visits);
    for (const [household, count] of Object.entries(expected.visits_of ?? {})) {
      const id = this.#filled(household);
      same(`visits of ${household}`, [...view.visits.values()].filter((one) => one.content.household === id).length, count);
    }
  }

  #records(kind: string, seen: Map<string, Seen>, expected: Expected['households']): void {
    for (const [name, fields] of Object.entries(expected ?? {})) {
      const one = seen.get(String(this.#filled(name)));
      same(`${kind} ${name} is there`, one !== undefined, fields !== null);
      for (const [field, value] of Object.entries(fields ?? {})) same(`${kind} ${name} ${field}`, one?.content[field], this.#filled(value));
    }
  }

  #equal(names: string[]): void {
    const [first, ...others] = names.map((name) => said(this.phone(name)));
    for (const other of others) same('what the server said', other, first);
  }

  #filled(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#filled(one));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#filled(one)]));
    if (typeof value !== 'string' || !value.startsWith('$')) return value;
    const now = this.world.now();
    const own: Record<string, unknown> = {
      $hamlet: this.world.hamlet, $other_hamlet: this.world.otherHamlet, $now: now,
      $today: dayOf(now), $yesterday: dayOf(now - DAY_MS), $tomorrow: dayOf(now + DAY_MS),
    };
    if (value in own) return own[value];
    const known = this.#names.get(value) ?? uuid7(now, this.random());
    this.#names.set(value, known);
    return known;
  }
}

/** Households and visits as the server told them, in an order that does not depend on how they came. */
export function said(phone: Handset): string {
  const records = [...phone.book.records.values()].filter((one) => one.kind === 'household' || one.kind === 'visit');
  return JSON.stringify(records.map(({ id, subject, content }) => [id, subject, sorted(content)]).sort());
}

const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
    : Array.isArray(value) ? value.map(sorted) : value;

function same(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a}, expected ${b}`);
}
