// A suggestion in words: its state, and under it what to do there.

import { shortDay } from '../../ui/days';
import type { StateName } from '../../ui/State.svelte';
import type { Reason, Suggestion } from './suggest';
import type fieldwork from '../../i18n/vi/fieldwork';

type Words = (typeof fieldwork)['why'];

export function stateOf(reason: Reason): StateName {
  if (reason.is === 'due' || reason.is === 'long_ago' || reason.is === 'not_alone') return 'due';
  return reason.is === 'overdue' ? 'late' : 'unknown';
}

function stateWords(reason: Reason, words: Words): string {
  switch (reason.is) {
    case 'due': return words.dueToday;
    case 'overdue': return words.overdue(reason.days);
    case 'never': return words.never;
    case 'unmet': return words.neverMet;
    case 'long_ago': return words.longAgo(reason.days);
    case 'not_alone': return words.notAlone;
  }
}

export function why({ household, reason }: Suggestion, today: string, skillName: (code: string) => string, words: Words): { state: string; more: string } {
  const state = stateWords(reason, words);
  if (household.next && (reason.is === 'due' || reason.is === 'overdue')) {
    return { state, more: household.next.note || words.steps[household.next.step] || '' };
  }
  if (reason.is === 'not_alone') return { state, more: words.practise(skillName(reason.skill)) };
  if (reason.is === 'long_ago' && household.last_visit) return { state, more: words.lastOn(shortDay(household.last_visit, today)) };
  return { state, more: household.cluster ? words.neighbour(household.cluster.charAt(0).toLocaleLowerCase('vi') + household.cluster.slice(1)) : words.people(household.residents.length) };
}
