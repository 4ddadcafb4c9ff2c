// The words of the analysis, which only its pages load.

import { pick } from '../../../i18n';
import en from '../../../i18n/en/analysis';
import vi from '../../../i18n/vi/analysis';

export const a = {
  /** Reactive where it is read in markup or `$derived`. */
  get t() {
    return pick(vi, en);
  },
};
