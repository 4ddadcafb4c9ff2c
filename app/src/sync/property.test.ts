// Phones, losses, repeats, kills, wrong clocks, backups and restores in any order: at the end all phones hold the same, and
// nothing that was written is missing or there twice, what was refused neither.

import { describe, expect, test } from 'vitest';
import { returnedOf, statusOf } from './status';
import type { Lost } from './testing/case';
import { seeded, type Chance } from './testing/chance';
import { Handset } from './testing/handset';
import { MemoryWorld } from './testing/memory-world';
import { said } from './testing/play';

const losses = (chance: Chance): Lost | undefined =>
  chance.pick<Lost | undefined>([undefined, undefined, 'request', 'answer', { after_lines: chance.below(4) }, { status: 503 }, { status: 413, times: 1 }]);

async function live(seed: number): Promise<void> {
  const chance = seeded(seed);
  const world = new MemoryWorld();
  const phones = await Promise.all([1, 2, 3].map(async () => new Handset(await world.seat(world.hamlet), world, chance.bytes)));
  for (const phone of phones) await phone.join();
  const households: string[] = [];
  const visits: string[] = [];
  const refused = new Map<Handset, string[]>(phones.map((phone) => [phone, []]));
  const id = (): string => (phones[0] as Handset).ids.next(world.now());

  for (let n = 0; n < 60; n++) {
    const phone = chance.pick(phones);
    const act = chance.below(12);
    if (act < 2 || households.length === 0) {
      households.push(id());
      await phone.submit('household.create', { household: households.at(-1), hamlet: world.hamlet, name: `Hộ ${n}`, residents: [], made_on: '2026-11-24' });
    } else if (act < 5 && chance.below(6) === 0) {
      const early = { visit: id(), household: chance.pick(households), day: '2027-11-24', chosen: 1, at: world.now(), people: ['x'], practised: [] };
      refused.get(phone)?.push(await phone.submit('visit.record', early));
    } else if (act < 5) {
      visits.push(id());
      await phone.submit('visit.record', { visit: visits.at(-1), household: chance.pick(households), day: '2026-11-24', chosen: 0, at: world.now(), people: ['x'], practised: [] });
    } else if (act < 9) {
      await phone.sync(losses(chance));
      if (statusOf(phone.book).kind === 'kept') expect(phone.book.outbox.size).toBe(0);
    } else if (act === 9) await phone.kill();
    else if (act === 10) await phone.again();
    else if (chance.below(2)) phone.ahead = chance.below(3) * 86_400_000 - 86_400_000;
    else if (chance.below(3)) await world.backup();
    else await world.restore();
  }
  // Until quiet: a phone whose shelf a restore needs may come last.
  for (let round = 0; round < 3; round++) for (const phone of phones) expect((await phone.sync()).kind).toBe('done');

  const [first, ...others] = phones.map(said);
  for (const other of others) expect(other).toBe(first);
  for (const phone of phones) {
    const returned = refused.get(phone) ?? [];
    expect(statusOf(phone.book).kind).toBe(returned.length ? 'refused' : 'kept');
    expect(returnedOf(phone.book).map((one) => one.id).sort()).toEqual([...returned].sort());
    const records = [...phone.book.records.values()];
    expect(records.filter((one) => one.kind === 'household').map((one) => one.id).sort()).toEqual([...households].sort());
    expect(records.filter((one) => one.kind === 'visit').map((one) => one.id).sort()).toEqual([...visits].sort());
  }
}

describe('whatever happens on the way', () => {
  for (let seed = 1; seed <= 150; seed++) test(`seed ${seed}`, () => live(seed));
});
