// The words of this room, in the language that is on. They come with its screens, not with the first load.

import { pick } from '../../i18n';
import en from '../../i18n/en/gathering';
import vi from '../../i18n/vi/gathering';

class GatheringWords {
  get t(): typeof vi {
    return pick(vi, en);
  }
}

export const words = new GatheringWords();
