// The words of this room in the language that is on.

import { pick } from '../../i18n';
import en from '../../i18n/en/restricted';
import vi from '../../i18n/vi/restricted';

/** Reactive where it is read in markup or `$derived`. */
export const words = {
  get restricted() {
    return pick(vi, en);
  },
};
