// The words of the desk's rooms in the language that is on.

import { look, pick } from '../../i18n';
import accountsEn from '../../i18n/en/accounts';
import deskEn from '../../i18n/en/desk';
import figuresEn from '../../i18n/en/figures';
import insightEn from '../../i18n/en/insight';
import peopleEn from '../../i18n/en/people';
import accounts from '../../i18n/vi/accounts';
import desk from '../../i18n/vi/desk';
import figures from '../../i18n/vi/figures';
import insight from '../../i18n/vi/insight';
import people from '../../i18n/vi/people';

/** Reactive where it is read in markup or `$derived`. */
export const w = {
  get english() {
    return look.language === 'en';
  },
  get desk() {
    return pick(desk, deskEn);
  },
  get insight() {
    return pick(insight, insightEn);
  },
  get figures() {
    return pick(figures, figuresEn);
  },
  get accounts() {
    return pick(accounts, accountsEn);
  },
  get people() {
    return pick(people, peopleEn);
  },
};
