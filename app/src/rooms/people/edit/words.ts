// The words of the forms of the organisation.

import { pick } from '../../../i18n';
import cellsEn from '../../../i18n/en/listcells';
import en from '../../../i18n/en/organisation';
import cells from '../../../i18n/vi/listcells';
import vi from '../../../i18n/vi/organisation';

/** Reactive where it is read in markup or `$derived`. */
export const words = {
  get organisation() {
    return pick(vi, en);
  },
  /** Posts by their codes. */
  get posts() {
    return pick(cells, cellsEn).posts;
  },
};
