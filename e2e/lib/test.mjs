// What every test has: a world, the people in it, and a recount when all is done.

import { closeAll, opened } from './opened.mjs';
import { World } from './server.mjs';

/** Runs `body(world)`; afterwards the figures must agree and no page may have made an error. */
export function inWorld(name, body) {
  return async () => {
    const world = await World.open(name);
    const people = opened();
    try {
      await body(world, people);
      await world.verify();
      const errors = people.list.flatMap((one) => one.errors);
      if (errors.length) throw new Error(`errors on the pages:\n${errors.join('\n')}`);
    } catch (error) {
      await people.pictures(name);
      const errors = people.list.flatMap((one) => one.errors);
      if (errors.length && !error.message.startsWith('errors')) error.stack += `\nerrors on the pages:\n${errors.join('\n')}`;
      throw error;
    } finally {
      await closeAll(people);
      await world.close();
    }
  };
}

export function equal(is, wanted, what) {
  if (JSON.stringify(is) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
}

export function ok(is, what) {
  if (!is) throw new Error(what);
}
