// A group activity without a screen: what is asked of which kind, what stands chosen, and the body that is sent.

import { ALONE, DAYS_BACK } from '../fieldwork/visit';
import { addDays } from '../../ui/days';

export type Form = 'meeting' | 'help_point' | 'duty' | 'broadcast';
export const FORMS: Form[] = ['meeting', 'help_point', 'duty', 'broadcast'];
export type Step = 'place' | 'partners' | 'count' | 'topics' | 'people' | 'last';

/** The screens as addresses call them. */
export const SLUGS: Record<Step, string> = { place: 'noi', partners: 'cung', count: 'dem', topics: 'gi', people: 'ai', last: 'luu' };
export const stepOf = (slug: string): Step => (Object.keys(SLUGS) as Step[]).find((step) => SLUGS[step] === slug) ?? 'place';

/** One rung: who, in what. */
export interface Pick {
  resident: string;
  skill: string;
  level: number;
  why?: string;
}

/** Counts as they are typed; '' is "nobody counted", which is no 0. */
export interface Counts {
  came: string;
  contacts: string;
  files: string;
}

/** Half-filled, as it lies on the phone, saved on every change. */
export interface Draft extends Counts {
  v: 1;
  kind: Form;
  hamlet: string;
  /** The one that this corrects. */
  corrects: string | null;
  /** The refused operation that this is written again for. */
  answers: string | null;
  begun: number;
  step: Step;
  day: string;
  /** The member chose the day; else it is the phone's today. */
  chosen: boolean;
  channel: string;
  place: string;
  place_note: string;
  partners: string[];
  topics: string[];
  people: string[];
  picks: Pick[];
  note: string;
}

/** As it stands in the book. */
export interface Gathering {
  id: string;
  hamlet: string;
  kind: Form;
  author: string;
  author_name: string;
  day: string;
  channel: string;
  place: string;
  place_note: string;
  partners: string[];
  topics: string[];
  came: number | null;
  contacts: number | null;
  files: number | null;
  people: string[];
  practised: Pick[];
  note: string;
  flags: string;
  pending: boolean;
}

const PLACES: Record<Form, string> = { meeting: 'hall', help_point: 'hall', duty: 'service_centre', broadcast: '' };

export function begin(kind: Form, hamlet: string, today: string, now: number): Draft {
  return {
    v: 1, kind, hamlet, corrects: null, answers: null, begun: now, step: 'place', day: today, chosen: false, channel: '', place: PLACES[kind],
    place_note: '', partners: [], topics: [], came: '', contacts: '', files: '', people: [], picks: [], note: '',
  };
}

/** The screens, in their order: nobody counts who hears a loudspeaker, and nobody climbs where no skill was shown. */
export function stepsOf(draft: Draft, skills: string[]): Step[] {
  const unseen = draft.kind === 'broadcast';
  const shown = !draft.topics.length || draft.topics.some((topic) => skills.includes(topic));
  return ['place', 'partners', ...(unseen ? [] : (['count'] as const)), 'topics', ...(unseen || !shown ? [] : (['people'] as const)), 'last'];
}

/** The counts that are asked. */
export const countsOf = (kind: Form): (keyof Counts)[] => (kind === 'meeting' ? ['came', 'contacts'] : kind === 'broadcast' ? [] : ['came', 'contacts', 'files']);

const MOST = 20_000;
/** A typed count; null where nobody counted. */
export const whole = (typed: string): number | null => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : null);

export type Trouble = 'channel' | 'shape' | 'most' | 'fewer' | 'late' | 'old' | 'topics';

/** What a typed count is wrong in. */
export function countTrouble(typed: string): 'shape' | 'most' | null {
  if (!typed.trim()) return null;
  const count = whole(typed);
  return count === null ? 'shape' : count > MOST ? 'most' : null;
}

/** What keeps it from being saved, with the screen where that is mended. */
export function troubles(draft: Draft, today: string): { step: Step; is: Trouble }[] {
  const found: { step: Step; is: Trouble }[] = [];
  if (draft.day > today) found.push({ step: 'place', is: 'late' });
  else if (!draft.corrects && draft.day < addDays(today, -DAYS_BACK)) found.push({ step: 'place', is: 'old' });
  if (draft.kind === 'broadcast' && !draft.channel) found.push({ step: 'place', is: 'channel' });
  for (const field of countsOf(draft.kind)) {
    const is = countTrouble(draft[field]);
    if (is) found.push({ step: 'count', is });
  }
  const came = whole(draft.came);
  if (draft.kind !== 'broadcast' && came !== null && came < peopleOf(draft).length) found.push({ step: 'count', is: 'fewer' });
  if (!draft.topics.length) found.push({ step: 'topics', is: 'topics' });
  return found;
}

/** Rungs that are told: of skills that were shown, of people who were there. */
export const told = (draft: Draft): Pick[] =>
  draft.kind === 'broadcast' ? [] : draft.picks.filter((pick) => draft.topics.includes(pick.skill) && draft.people.includes(pick.resident));

/** Whoever has a rung is named as having been there; a name alone says nothing that the count does not. */
const peopleOf = (draft: Draft): string[] => {
  const climbed = new Set(told(draft).map((pick) => pick.resident));
  return draft.people.filter((id) => climbed.has(id));
};

/** Everybody reached this rung, or stands higher already and keeps that. */
export function allAt(draft: Draft, skill: string, level: number, before: (resident: string) => number | null): Pick[] {
  const others = draft.picks.filter((pick) => pick.skill !== skill || !draft.people.includes(pick.resident));
  return [...others, ...draft.people.map((resident) => ({ resident, skill, level: Math.max(level, before(resident) ?? level) }))];
}

/** One rung in the place of the one before; null: nothing is told. */
export function oneAt(draft: Draft, resident: string, skill: string, level: number | null, why = ''): Pick[] {
  const others = draft.picks.filter((pick) => pick.skill !== skill || pick.resident !== resident);
  return level === null ? others : [...others, { resident, skill, level, ...(level === -1 && why ? { why } : {}) }];
}

/** The rungs that many reach together: from having a phone to doing it alone. */
export const TOGETHER = [ALONE, 5, 4, 3, 2, 1];

/** The body of activity.record, or of activity.correct when the draft corrects one. */
export function bodyOf(draft: Draft, activity: string, now: number): Record<string, unknown> {
  const unseen = draft.kind === 'broadcast';
  const counts = countsOf(draft.kind).map((field) => [field, whole(draft[field])] as const);
  const filled = (fields: Record<string, string | unknown[]>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value.length > 0));
  return {
    activity,
    ...(draft.corrects ? { corrects: draft.corrects } : {}),
    hamlet: draft.hamlet,
    kind: draft.kind,
    day: draft.day,
    chosen: draft.chosen ? 1 : 0,
    at: now,
    ...filled(unseen ? { channel: draft.channel } : { place: draft.place, place_note: draft.place_note.trim() }),
    ...filled({ partners: draft.partners, topics: draft.topics, people: unseen ? [] : peopleOf(draft), note: draft.note.trim() }),
    ...Object.fromEntries(counts.filter(([, count]) => count !== null)),
    ...filled({ practised: told(draft) }),
  };
}

/** What was saved under an older shape is not offered again. */
export function readDraft(stored: unknown): Draft | null {
  const draft = stored as Partial<Draft> | null;
  return draft && draft.v === 1 && FORMS.includes(draft.kind as Form) && Array.isArray(draft.people) && Array.isArray(draft.picks) ? (draft as Draft) : null;
}
