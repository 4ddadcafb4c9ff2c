// The words of this room in the language that is on.

import { pick } from '../../i18n';
import en from '../../i18n/en/twice';
import vi from '../../i18n/vi/twice';

/** Reactive where it is read in markup or `$derived`. */
export const words = {
  get twice() {
    return pick(vi, en);
  },
};
