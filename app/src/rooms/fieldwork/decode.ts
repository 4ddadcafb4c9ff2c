// Records of the streams as the contract has them, into what the screens read. What is left out on the wire is null or empty here.

import type { Household, Level, NextVisit, Resident } from './household';
import type { Visit } from './visits';

type Raw = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const object = (value: unknown): Raw => (value && typeof value === 'object' && !Array.isArray(value) ? (value as Raw) : {});

function nextOf(value: unknown): NextVisit | null {
  const [step, day, note] = list(value);
  return text(step) ? { step: text(step), day: text(day), note: text(note) } : null;
}

/** By day, as it comes: {day: {skill: level or [level, why]}}. */
function levelsOf(value: unknown): Record<string, Level | undefined> {
  const levels: Record<string, Level | undefined> = {};
  for (const [day, skills] of Object.entries(object(value))) {
    for (const [skill, at] of Object.entries(object(skills))) {
      const [level, why] = Array.isArray(at) ? (at as unknown[]) : [at];
      if (typeof level === 'number') levels[skill] = { level, day, ...(text(why) ? { why: text(why) } : {}) };
    }
  }
  return levels;
}

/** {purpose: [answer, day]} */
function consentsOf(value: unknown): Household['consents'] {
  return Object.fromEntries(Object.entries(object(value)).map(([purpose, said]) => [purpose, { answer: text(list(said)[0]), day: text(list(said)[1]) }]));
}

export function residentOf(value: unknown): Resident {
  const raw = object(value);
  return {
    id: text(raw.id),
    name: text(raw.name),
    birth_year: numberOrNull(raw.birth_year),
    sex: textOrNull(raw.sex),
    relation: text(raw.relation),
    head: raw.head === 1 || raw.head === true,
    levels: levelsOf(raw.levels),
  };
}

export function householdOf(id: string, hamlet: string, value: unknown, pending: boolean): Household {
  const raw = object(value);
  return {
    id,
    hamlet,
    name: text(raw.name),
    cluster: text(raw.cluster),
    note: text(raw.note),
    smartphones: numberOrNull(raw.smartphones),
    computers: numberOrNull(raw.computers),
    line: textOrNull(raw.line),
    signal: textOrNull(raw.signal),
    surveyed_on: textOrNull(raw.surveyed_on),
    next: nextOf(raw.next),
    last_visit: textOrNull(list(raw.last_visit)[0]),
    last_met: textOrNull(raw.last_met),
    keeper: text(raw.keeper),
    // The head first, then as they were written.
    residents: list(raw.residents).map(residentOf).sort((a, b) => Number(b.head) - Number(a.head)),
    consents: consentsOf(raw.consents),
    unsent: object(raw.unsent) as Household['unsent'],
    records: [id, ...list(raw.records).map(text)],
    pending,
  };
}

export function visitOf(id: string, value: unknown, pending: boolean): Visit {
  const raw = object(value);
  const people = list(raw.people).map(text);
  return {
    id,
    household: text(raw.household),
    author: text(raw.author),
    author_name: text(raw.author_name),
    day: text(raw.day),
    met: raw.met === 1 || raw.met === true,
    people,
    practised: list(raw.practised).map((one) => {
      const [place, skill, level] = list(one);
      return { resident: people[Number(place)] ?? '', skill: text(skill), level: typeof level === 'number' ? level : 0 };
    }),
    next: nextOf(raw.next),
    note: text(raw.note),
    flags: Array.isArray(raw.flags) ? raw.flags.join(' ') : text(raw.flags),
    pending,
  };
}
