// One holder at a time, across the tabs of this browser; the books of several people do not wait for each other.

import type { Locks } from '../sync/ports';

export function browserLocks(slot = ''): Locks {
  const of = (name: string): string => (slot ? `${name}.${slot}` : name);
  return {
    run: (name, work) => navigator.locks.request(of(name), work) as ReturnType<typeof work>,
    tryRun: (name, work) => navigator.locks.request(of(name), { ifAvailable: true }, (lock) => (lock ? work() : null)) as Promise<Awaited<ReturnType<typeof work>> | null>,
  };
}
