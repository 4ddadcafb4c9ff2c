// The words of the phone's rooms in the language that is on.

import fieldworkEn from '../../i18n/en/fieldwork';
import joinEn from '../../i18n/en/join';
import uiEn from '../../i18n/en/ui';
import workEn from '../../i18n/en/work';
import { pick } from '../../i18n';
import fieldwork from '../../i18n/vi/fieldwork';
import join from '../../i18n/vi/join';
import ui from '../../i18n/vi/ui';
import work from '../../i18n/vi/work';

class PhoneWords {
  get ui(): typeof ui {
    return pick(ui, uiEn);
  }
  get fieldwork(): typeof fieldwork {
    return pick(fieldwork, fieldworkEn);
  }
  get join(): typeof join {
    return pick(join, joinEn);
  }
  get work(): typeof work {
    return pick(work, workEn);
  }
}

export const w = new PhoneWords();
