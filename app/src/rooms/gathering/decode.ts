// Group activities as the contract has them, into what the screens read, and back into drafts.

import { objects, str, strings } from '../fieldwork/raw';
import { begin, FORMS, type Draft, type Form, type Gathering, type Pick } from './gathering';

type Raw = Record<string, unknown>;

const count = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const formOf = (value: unknown): Form => (FORMS.includes(value as Form) ? (value as Form) : 'meeting');
const typed = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

export function gatheringOf(id: string, hamlet: string, raw: Raw, pending: boolean): Gathering {
  const people = strings(raw.people);
  const practised = (Array.isArray(raw.practised) ? raw.practised : []).map((one): Pick => {
    const [place, skill, level] = Array.isArray(one) ? (one as unknown[]) : [];
    return { resident: people[Number(place)] ?? '', skill: str(skill), level: typeof level === 'number' ? level : 0 };
  });
  return {
    id, hamlet, kind: formOf(raw.kind), author: str(raw.author), author_name: str(raw.author_name), day: str(raw.day), channel: str(raw.channel),
    place: str(raw.place), place_note: str(raw.place_note), partners: strings(raw.partners), topics: strings(raw.topics),
    came: count(raw.came), contacts: count(raw.contacts), files: count(raw.files), people, practised, note: str(raw.note),
    flags: str(raw.flags), pending,
  };
}

/** A saved one taken up again. */
export function correction(one: Gathering, today: string, now: number): Draft {
  const { kind, hamlet, day, channel, place, place_note, partners, topics, people, note } = one;
  const [came, contacts, files] = [one.came, one.contacts, one.files].map(typed) as [string, string, string];
  return {
    ...begin(kind, hamlet, today, now), corrects: one.id, day, chosen: true, channel, place, place_note, partners: [...partners],
    topics: [...topics], came, contacts, files, people: [...new Set(people)], picks: one.practised.map((pick) => ({ ...pick })), note,
  };
}

/** A refused one, all of it as its author wrote it; a day that has not come becomes today. */
export function again(operation: string, body: Raw, today: string, now: number): Draft {
  const day = str(body.day);
  const picks = objects(body.practised).map((one): Pick => ({
    resident: str(one.resident), skill: str(one.skill), level: typeof one.level === 'number' ? one.level : 0, ...(str(one.why) ? { why: str(one.why) } : {}),
  }));
  return {
    ...begin(formOf(body.kind), str(body.hamlet), today, now), corrects: str(body.corrects) || null, answers: operation,
    day: day && day <= today ? day : today, chosen: day !== '' && day < today, channel: str(body.channel), place: str(body.place),
    place_note: str(body.place_note), partners: strings(body.partners), topics: strings(body.topics), came: typed(body.came),
    contacts: typed(body.contacts), files: typed(body.files), people: strings(body.people), picks, note: str(body.note),
  };
}
