// A refusal in words, and the ways to mend it. The code is the contract's; an unknown one still gets a sentence.

import { fullDay, shortDay } from '../../ui/days';
import type work from '../../i18n/vi/work';
import type { Reason } from './records';

type Words = typeof work;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** "ấp 17" inside a sentence, whichever way the unit's name is written. */
export const placeIn = (value: unknown, otherwise: string): string => {
  const name = text(value);
  return name ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : otherwise;
};

export function reasonText(reason: Reason, today: string, w: Words): string {
  const { params } = reason;
  const to = placeIn(params.to_name, w.otherTeam);
  switch (reason.code) {
    case 'household_moved': return params.day ? w.reasons.household_moved(to, shortDay(text(params.day), today)) : w.reasons.moved_to_other_part(to);
    case 'moved_to_other_part': return w.reasons.moved_to_other_part(to);
    case 'day_in_future': return w.reasons.day_in_future(fullDay(text(params.today)));
    case 'field_wrong': return w.reasons.field_wrong(w.fields[text(params.field)] ?? text(params.field));
    case 'resident_elsewhere': return w.reasons.resident_elsewhere(text(params.name), to);
    case 'returned': return w.reasons.returned(text(params.word));
    case 'not_your_hamlet': case 'day_too_old': case 'resident_unknown': case 'visit_unknown': case 'household_unknown': case 'already_removed':
    case 'id_reused': case 'rule_broken': case 'kind_unknown': case 'version_unknown': case 'not_allowed': case 'skill_unknown': case 'device_revoked': case 'not_refused': case 'merge_apart':
    case 'merge_moved': case 'merge_built_on': case 'already_settled': case 'consent_missing':
      return w.reasons[reason.code];
    default: return w.reasons.other;
  }
}

export type Mend = 'hand_over' | 'edit' | 'ask' | 'rest';

const AGAIN = new Set(['resident_unknown', 'id_reused', 'day_in_future', 'day_too_old', 'field_wrong', 'skill_unknown', 'returned']);

/** The first is the likeliest. Asking the leader and letting it rest are always open. `here`: the household is in this book, so that it can be written again. */
export function mendsFor(reason: Reason, kind: string, here = true): Mend[] {
  const mends: Mend[] = [];
  if (reason.mend.includes('hand_over')) mends.push('hand_over');
  const told = /^(visit|activity)\.(record|correct)$/.test(kind);
  if (here && (reason.mend.includes('edit') || (told && AGAIN.has(reason.code)))) mends.push('edit');
  const only = reason.mend.length === 1 && reason.mend[0] === 'dismiss';
  return [...mends, ...(only ? (['rest', 'ask'] as const) : (['ask', 'rest'] as const))];
}
