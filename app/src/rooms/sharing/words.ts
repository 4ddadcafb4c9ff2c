// The words of this room in the language that is on; they travel with its screens, not with the phone's start.

import { pick } from '../../i18n';
import en from '../../i18n/en/sharing';
import vi from '../../i18n/vi/sharing';

export const words = (): typeof vi => pick(vi, en);
