// What a household was asked and answered, and what was written on that ground. Answers come with the household; what is
// protected comes in a stream of its own, to leaders only, and what this phone has not sent yet lies over it.

import { look } from '../../lib/look.svelte';
import { phone } from '../../store/phone.svelte';
import type { Household } from '../fieldwork/household';
import { str } from '../fieldwork/raw';

export const PURPOSES = ['poverty', 'ethnicity', 'phone'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type Form = 'app' | 'paper' | 'message';

export interface Text {
  purpose: Purpose;
  version: number;
  name: string;
  text: string;
}

type Raw = Record<string, unknown>;
const object = (value: unknown): Raw => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {});

class Consent {
  /** The newest text of each purpose, in the order in which they are asked. */
  texts: Text[] = $derived.by(() => {
    const said = (content: Raw, what: string): string => (look.language === 'en' && str(content[`${what}_en`])) || str(content[`${what}_vi`]);
    const all = phone.consentTexts.map(({ content }) => ({ purpose: str(content.purpose) as Purpose, version: Number(content.version), name: said(content, 'name'), text: said(content, 'text') }));
    const newest = (purpose: Purpose): Text | undefined => all.filter((one) => one.purpose === purpose).sort((a, b) => b.version - a.version)[0];
    return PURPOSES.map(newest).filter((one) => one !== undefined);
  });
  text = (purpose: string): Text | undefined => this.texts.find((one) => one.purpose === purpose);

  /** What is written of the household itself or of one of its people; '' where nothing is, or not for this phone's eyes. */
  value(household: Household, purpose: Purpose, subject: string): string {
    const own = household.unsent[subject];
    if (own && purpose in own) return own[purpose] ?? '';
    for (const { content } of phone.restricted) {
      if (household.records.includes(str(content.household))) {
        const of = household.records.includes(subject) ? content : object(object(content.people)[subject]);
        const found = str(of[purpose]);
        if (found) return found;
      }
    }
    return '';
  }

  answer = async (household: string, text: Text, answer: string, form: Form, by: string | null): Promise<void> => {
    const body = { consent: phone.id(), household, purpose: text.purpose, version: text.version, answer, form, day: phone.today };
    await phone.submit('consent.record', by ? { ...body, given_by: by } : body);
  };
  write = async (household: string, purpose: Purpose, values: { subject: string; value: string | null }[]): Promise<void> =>
    void (await phone.submit('restricted.set', { household, purpose, values }));
}

export const consent = new Consent();
