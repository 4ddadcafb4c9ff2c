// The words of this room in the language that is on.

import { pick } from '../../i18n';
import en from '../../i18n/en/keep';
import vi from '../../i18n/vi/keep';

export const words = (): typeof vi => pick(vi, en);
