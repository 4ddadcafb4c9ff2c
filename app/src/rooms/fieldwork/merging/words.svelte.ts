// The words of merging, beside its page only.

import { pick } from '../../../i18n';
import en from '../../../i18n/en/merging';
import vi from '../../../i18n/vi/merging';

class MergingWords {
  get merging(): typeof vi {
    return pick(vi, en);
  }
}

export const words = new MergingWords();
