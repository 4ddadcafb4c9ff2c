// What the screens show: the server's last word with the phone's own pending operations over it, in the order they were
// made. Pure, and careful to copy what it touches: the server's word itself is never written to.

import type { Book } from './book';
import { compare } from './hlc';
import type { Content, Held, Op } from './types';

export interface Seen {
  id: string;
  subject: string;
  content: Content;
  pending: boolean;
}

export interface View {
  households: Map<string, Seen>;
  visits: Map<string, Seen>;
  /** Meetings, help points, duty shifts, broadcasts. */
  activities: Map<string, Seen>;
  /** What the leader has not settled yet. */
  conflicts: Map<string, Seen>;
}

export interface Author {
  account: string;
  name: string;
}

type Resident = Content & { id: string };

/** Operations whose effect is not in what the server said: not sent, or sent and the answer not whole, or held. */
export function pendingOps(book: Book): Op[] {
  const shelved = [...book.shelf.values()].filter((one) => one.fate === 'waiting' || (one.fate === 'kept' && !one.landed));
  return [...book.outbox.values(), ...shelved].map((one) => one.op).sort((a, b) => compare(a.stamp, b.stamp) || (a.id < b.id ? -1 : 1));
}

export function overlay(records: Iterable<Held>, ops: Op[], author: Author): View {
  const view: View = { households: new Map(), visits: new Map(), activities: new Map(), conflicts: new Map() };
  // Records that turned out to be one: work that names the old id shows where the server will put it.
  const now = new Map<string, string>();
  const joined = new Map<string, string[]>();
  for (const { kind, id, subject, content } of records) {
    if (kind === 'merged') {
      now.set(id, String(content.into));
      joined.set(String(content.into), [...(joined.get(String(content.into)) ?? []), id]);
    }
    if (kind === 'household' && content.same) for (const [who, is] of Object.entries(content.same as Content)) now.set(who, String(is));
    if (kind === 'conflict') view.conflicts.set(id, { id, subject, content, pending: false });
    if (kind === 'household' && !content.left_on) view.households.set(id, { id, subject, content: present(content), pending: false });
    if (kind === 'activity') view.activities.set(id, { id, subject, content, pending: false });
    if (kind === 'visit' && !content.removed) view.visits.set(id, { id, subject, content, pending: false });
  }
  for (const [id, others] of joined) {
    const seen = view.households.get(id);
    if (seen) view.households.set(id, { ...seen, content: { ...seen.content, records: others } });
  }
  if (now.size) for (const [id, one] of view.activities) view.activities.set(id, { ...one, content: peopleNow(one.content, now) });
  for (const op of ops) OVER[op.kind]?.(view, now.size ? called(op.body, now) : op.body, author);
  return view;
}

/** The body with every household and person by the id that they have now. */
function called(body: Content, now: Map<string, string>): Content {
  const is = (id: unknown): unknown => now.get(String(id)) ?? id;
  const made: Content = { ...body };
  for (const field of ['household', 'resident']) if (made[field] !== undefined) made[field] = is(made[field]);
  if (Array.isArray(made.people)) made.people = [...new Set(made.people.map(is))];
  if (Array.isArray(made.practised)) made.practised = (made.practised as Content[]).map((one) => ({ ...one, resident: is(one.resident) }));
  return made;
}

/** People of an activity by their ids of now, each in its old place: what was practised points at places. */
function peopleNow(content: Content, now: Map<string, string>): Content {
  return Array.isArray(content.people) ? { ...content, people: content.people.map((id) => now.get(String(id)) ?? id) } : content;
}

/** Without those who left the household; their visits keep them. */
function present(content: Content): Content {
  const residents = residentsOf(content);
  return residents.some((one) => one.left_on) ? { ...content, residents: residents.filter((one) => !one.left_on) } : content;
}

const residentsOf = (content: Content): Resident[] => (Array.isArray(content.residents) ? (content.residents as Resident[]) : []);

function change(view: View, id: unknown, make: (content: Content) => Content): void {
  const seen = view.households.get(String(id));
  if (seen) view.households.set(seen.id, { ...seen, content: make(seen.content), pending: true });
}

const newResident = ({ resident, ...rest }: Content): Resident => ({ ...rest, id: String(resident) });

const OVER: Record<string, (view: View, body: Content, author: Author) => void> = {
  'household.create': (view, body) => {
    const { household, hamlet, residents, ...rest } = body;
    const id = String(household);
    if (view.households.has(id)) return;
    const people = (Array.isArray(residents) ? (residents as Content[]) : []).map(newResident);
    view.households.set(id, { id, subject: String(hamlet), content: { ...rest, residents: people }, pending: true });
  },
  'household.edit': (view, body) => {
    change(view, body.household, (content) => ({ ...content, ...(body.fields as Content) }));
    // Who is no longer there leaves the book; their visits stay.
    if ((body.fields as Content).left_on) view.households.delete(String(body.household));
  },
  'consent.record': (view, { household, purpose, answer, day }) =>
    change(view, household, (content) => {
      const unsent = content.unsent as Record<string, Content> | undefined;
      const kept = answer === 'given' ? unsent : without(unsent, String(purpose));
      return { ...content, consents: { ...(content.consents as Content | undefined), [String(purpose)]: [answer, day] }, ...(kept ? { unsent: kept } : {}) };
    }),
  'restricted.set': (view, { household, purpose, values }) =>
    change(view, household, (content) => {
      const unsent: Record<string, Content> = { ...(content.unsent as Record<string, Content> | undefined) };
      for (const { subject, value } of values as Content[]) unsent[String(subject)] = { ...unsent[String(subject)], [String(purpose)]: value };
      return { ...content, unsent };
    }),
  'household.move': (view, body) => {
    const seen = view.households.get(String(body.household));
    if (seen && seen.subject !== body.to) view.households.delete(seen.id);
  },
  'household.merge': (view, { household, into, residents }) => {
    const from = view.households.get(String(household));
    if (!from || household === into || !view.households.has(String(into))) return;
    const known = new Set((Array.isArray(residents) ? (residents as string[][]) : []).map(([one]) => one));
    change(view, into, (content) => ({ ...content, residents: [...residentsOf(content), ...residentsOf(from.content).filter((one) => !known.has(one.id))] }));
    view.households.delete(from.id);
    for (const visit of view.visits.values()) {
      if (visit.content.household === household) view.visits.set(visit.id, { ...visit, content: { ...visit.content, household: into } });
    }
  },
  'resident.create': (view, { household, made_on: _, ...person }) =>
    change(view, household, (content) => {
      const residents = residentsOf(content);
      return residents.some((one) => one.id === person.resident) ? content : { ...content, residents: [...residents, newResident(person)] };
    }),
  'resident.edit': (view, body) =>
    change(view, body.household, (content) => {
      const edited = residentsOf(content).map((one) => (one.id === body.resident ? { ...one, ...(body.fields as Content) } : one));
      return { ...content, residents: edited.filter((one) => !one.left_on) };
    }),
  'visit.record': record,
  'visit.correct': (view, body, author) => {
    remove(view, body.corrects);
    record(view, body, author);
  },
  'visit.remove': (view, body) => remove(view, body.visit),
  'activity.record': gather,
  'activity.correct': (view, body, author) => {
    view.activities.delete(String(body.corrects));
    gather(view, body, author);
  },
  'activity.remove': (view, body) => void view.activities.delete(String(body.activity)),
  'conflict.settle': (view, body) => {
    const conflict = view.conflicts.get(String(body.conflict))?.content;
    view.conflicts.delete(String(body.conflict));
    if (!conflict || body.value !== 'lost') return;
    const field = { [String(conflict.field)]: conflict.lost };
    if (conflict.subject_kind === 'household') return change(view, conflict.subject, (content) => ({ ...content, ...field }));
    const home = [...view.households.values()].find(({ content }) => residentsOf(content).some((one) => one.id === conflict.subject));
    change(view, home?.id, (content) => {
      const settled = residentsOf(content).map((one) => (one.id === conflict.subject ? { ...one, ...field } : one));
      return { ...content, residents: settled.filter((one) => !one.left_on) };
    });
  },
};

/** What was written for a purpose goes with the consent to it. */
function without(unsent: Record<string, Content> | undefined, purpose: string): Record<string, Content> | undefined {
  return unsent && Object.fromEntries(Object.entries(unsent).map(([who, said]) => [who, Object.fromEntries(Object.entries(said).filter(([key]) => key !== purpose))]));
}

function record(view: View, body: Content, author: Author): void {
  const id = String(body.visit);
  if (view.visits.has(id)) return;
  const { household, day, note } = body;
  const people = Array.isArray(body.people) ? (body.people as string[]) : [];
  const practised = Array.isArray(body.practised) ? (body.practised as Content[]) : [];
  const next = body.next as { step: string; day?: string; note?: string } | undefined;
  const content: Content = {
    household, author: author.account, author_name: author.name, day, met: people.length ? 1 : 0, people,
    practised: practised.map((one) => [people.indexOf(String(one.resident)), one.skill, one.level]),
    ...(next ? { next: [next.step, next.day ?? null, next.note ?? ''] } : {}),
    ...(note ? { note } : {}),
  };
  const subject = view.households.get(String(household))?.subject ?? '';
  view.visits.set(id, { id, subject, content, pending: true });
  change(view, household, (house) => climbed(met(house, content, id), practised, String(day)));
}

/** People of many households climb at once; none of these counts as visited. */
function gather(view: View, { activity, hamlet, corrects: _, chosen: __, at: ___, ...told }: Content, author: Author): void {
  const id = String(activity);
  if (view.activities.has(id)) return;
  const people = Array.isArray(told.people) ? (told.people as string[]) : [];
  const practised = Array.isArray(told.practised) ? (told.practised as Content[]) : [];
  const content: Content = {
    ...told, author: author.account, author_name: author.name,
    practised: practised.map((one) => [people.indexOf(String(one.resident)), one.skill, one.level]),
  };
  view.activities.set(id, { id, subject: String(hamlet), content, pending: true });
  const climbing = new Set(practised.map((one) => String(one.resident)));
  const homes = [...view.households.values()].filter((one) => residentsOf(one.content).some((person) => climbing.has(person.id)));
  for (const home of homes) change(view, home.id, (house) => climbed(house, practised, String(told.day)));
}

/** The household after a visit: the latest visit counts for what comes next. */
function met(house: Content, visit: Content, id: string): Content {
  const day = String(visit.day);
  const [last] = (house.last_visit as [string?] | undefined) ?? [];
  const latest = !last || day >= last ? { last_visit: [day, id], ...(visit.next ? { next: visit.next } : {}) } : {};
  const person = visit.met === 1 && (!house.last_met || day > String(house.last_met)) ? { last_met: day } : {};
  return { ...house, ...latest, ...person };
}

/** The ladders stand by day, as they come: {day: {skill: level or [level, why]}}. */
type Levels = Record<string, Record<string, number | [number, string]>>;

function climbed(house: Content, practised: Content[], day: string): Content {
  if (!practised.length) return house;
  const residents = residentsOf(house).map((one) => {
    const levels: Levels = Object.fromEntries(Object.entries((one.levels as Levels | undefined) ?? {}).map(([on, skills]) => [on, { ...skills }]));
    for (const { resident, skill: at, level, why } of practised) {
      const skill = String(at);
      const before = Object.keys(levels).find((on) => levels[on]?.[skill] !== undefined);
      if (resident !== one.id || (before && before > day)) continue;
      if (before) delete levels[before]?.[skill];
      (levels[day] ??= {})[skill] = why ? [Number(level), String(why)] : Number(level);
    }
    return { ...one, levels };
  });
  return { ...house, residents };
}

/** A visit that was none: the household's last visit is the latest of those that still stand. */
function remove(view: View, visit: unknown): void {
  const gone = view.visits.get(String(visit));
  if (!gone) return;
  view.visits.delete(gone.id);
  change(view, gone.content.household, (house) => {
    const standing = [...view.visits.values()].filter((one) => one.content.household === gone.content.household);
    standing.sort((a, b) => String(b.content.day).localeCompare(String(a.content.day)));
    const [last] = standing;
    const lastMet = standing.find((one) => one.content.met === 1);
    const next = standing.find((one) => one.content.next);
    return { ...house, last_visit: last && [last.content.day, last.id], last_met: lastMet?.content.day, next: next?.content.next };
  });
}
