// What two that may be one look like side by side, and what is said when they are merged.

import { day } from '../desk/say';
import type { Card, Pair, Person } from './types';
import { words } from './words';

/** Two people of one household, not two households. */
export const ofPeople = (pair: Pair): boolean => pair.one.id === pair.other.id;

/** The two people of such a pair: the one that would stay, and the other. */
export function peopleOf(pair: Pair): [Person, Person] | null {
  const [ids] = pair.residents;
  const [other, one] = (ids ?? []).map((id) => pair.one.residents.find((person) => person.id === id));
  return one && other ? [one, other] : null;
}

export function nameOf(pair: Pair): string {
  const t = words.twice;
  const people = ofPeople(pair) ? peopleOf(pair) : null;
  return people ? `${t.people(pair.one.name)}: ${t.pair(people[0].name, people[1].name)}` : t.pair(pair.one.name, pair.other.name);
}

export function whyOf(pair: Pair): string {
  const t = words.twice;
  return t.because(ofPeople(pair) ? t.alikePeople : pair.reasons.map((reason) => t.reasons[reason] ?? reason).join(', '));
}

/** One line of the comparison; both are shown, and what differs stands out. */
export interface Line {
  field: string;
  values: [string, string];
}

const shown = (value: unknown): string => {
  const { values, dialog } = words.twice;
  return value === null || value === undefined || value === '' ? dialog.blank : (values[String(value)] ?? String(value));
};

const personShown = ({ name, birth_year }: Person): string => (birth_year ? `${name}, ${birth_year}` : name);

function linesOf<T>(two: [T, T], fields: [string, (one: T) => string][]): Line[] {
  const { blank } = words.twice.dialog;
  const lines = fields.map(([field, read]): Line => ({ field, values: [read(two[0]), read(two[1])] }));
  // What neither knows says nothing.
  return lines.filter(({ values }) => values.some((value) => value !== blank));
}

/** The lines of two households, or of two people of one. */
export function comparison(pair: Pair): Line[] {
  const f = words.twice.fields;
  const people = ofPeople(pair) ? peopleOf(pair) : null;
  if (people) {
    return linesOf(people, [
      [f.person, (one) => one.name],
      [f.birth_year, (one) => shown(one.birth_year)],
      [f.sex, (one) => shown(one.sex)],
      [f.relation, (one) => shown(one.relation || (one.head ? 'head' : ''))],
    ]);
  }
  return linesOf<Card>([pair.one, pair.other], [
    [f.name, (one) => one.name],
    [f.visits, (one) => String(one.visits)],
    [f.last_visit, (one) => (one.last_visit ? day(one.last_visit) : shown(null))],
    [f.residents, (one) => one.residents.map(personShown).join('\n') || shown(null)],
    [f.cluster, (one) => shown(one.cluster)],
    [f.note, (one) => shown(one.note)],
    [f.smartphones, (one) => shown(one.smartphones)],
    [f.computers, (one) => shown(one.computers)],
    [f.line, (one) => shown(one.line)],
    [f.signal, (one) => shown(one.signal)],
    [f.made_on, (one) => day(one.made_on)],
  ]);
}

/** Who of the household that goes is whom of the one that stays; '' moves over. As suggested, seen from the side that stays. */
export function suggested(pair: Pair, oneStays: boolean): Record<string, string> {
  const goes = oneStays ? pair.other : pair.one;
  const pairs = pair.residents.map(([other, one]): [string, string] => (oneStays ? [other, one] : [one, other]));
  return { ...Object.fromEntries(goes.residents.map(({ id }) => [id, ''])), ...Object.fromEntries(pairs) };
}

/** The pairs that were chosen; null where two would be the same person. */
export function chosen(who: Record<string, string>): [string, string][] | null {
  const pairs = Object.entries(who).filter((pair): pair is [string, string] => pair[1] !== '');
  return new Set(pairs.map(([, is]) => is)).size === pairs.length ? pairs : null;
}
