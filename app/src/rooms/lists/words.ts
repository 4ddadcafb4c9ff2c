// The words of this room; apart from those of the desk, since only this room's pages carry them.

import { pick } from '../../i18n';
import cellsEn from '../../i18n/en/listcells';
import listsEn from '../../i18n/en/lists';
import cells from '../../i18n/vi/listcells';
import lists from '../../i18n/vi/lists';

/** Reactive where it is read in markup or `$derived`. */
export const words = {
  get lists() {
    return pick(lists, listsEn);
  },
  get cells() {
    return pick(cells, cellsEn);
  },
};
