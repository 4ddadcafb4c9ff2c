// One holder at a time, across the tabs of this browser.

import type { Locks } from '../sync/ports';

export const browserLocks: Locks = {
  run: (name, work) => navigator.locks.request(name, work) as ReturnType<typeof work>,
  tryRun: (name, work) => navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null)) as Promise<Awaited<ReturnType<typeof work>> | null>,
};
