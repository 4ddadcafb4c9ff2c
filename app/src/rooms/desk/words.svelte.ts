// The words of the desk's rooms in the language that is on.

import deskEn from '../../i18n/en/desk';
import insightEn from '../../i18n/en/insight';
import peopleEn from '../../i18n/en/people';
import desk from '../../i18n/vi/desk';
import insight from '../../i18n/vi/insight';
import people from '../../i18n/vi/people';

import { look } from './look.svelte';

class Words {
  get english() {
    return look.language === 'en';
  }
  get desk() {
    return this.english ? deskEn : desk;
  }
  get insight() {
    return this.english ? insightEn : insight;
  }
  get people() {
    return this.english ? peopleEn : people;
  }
}

export const w = new Words();
