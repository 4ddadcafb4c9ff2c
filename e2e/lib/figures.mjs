import { until } from './server.mjs';

/** How many visits where someone was met, and how many households were reached, as the server counts them. */
export async function figures(world, unit, period = 'all') {
  const { body } = await world.api('GET', `/units/${unit.id}/dashboard?period=${period}`);
  const value = (indicator) => body.cards.find((card) => card.indicator === indicator)?.value;
  return { met: body.visits.met, reached: value('households_reached') };
}

/** Waits until the visits of a unit are as many as wanted, then makes sure that it stays there. */
export async function counted(world, unit, met) {
  let last;
  await until(`${met} visits in ${unit.full_name}`, async () => (last = (await figures(world, unit)).met) === met, 12).catch((error) => {
    throw new Error(`${error.message}; there are ${last}`);
  });
}
