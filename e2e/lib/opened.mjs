// The phones and windows of a test, so that none stays open whatever happens, and a picture is left of a failure.

import { join } from 'node:path';
import { Phone, Window } from './browser.mjs';
import { OUT } from './places.mjs';

export function opened() {
  const list = [];
  const keep = async (coming) => {
    const one = await coming;
    list.push(one);
    return one;
  };
  return {
    list,
    phone: (...args) => keep(Phone.open(...args)),
    window: (...args) => keep(Window.open(...args)),
    pictures: (name) => Promise.all(list.map((one, i) => one.page?.screenshot({ path: join(OUT, 'failed', `${name}-${i}.png`), timeout: 3000 }).catch(() => undefined))),
  };
}

export const closeAll = (people) => Promise.all(people.list.map((one) => one.close().catch(() => undefined)));
