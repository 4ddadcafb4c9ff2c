// The words of asking, beside the household's page only: the start of the phone does not carry them.

import { pick } from '../../i18n';
import en from '../../i18n/en/consent';
import vi from '../../i18n/vi/consent';

class ConsentWords {
  get consent(): typeof vi {
    return pick(vi, en);
  }
}

export const words = new ConsentWords();
