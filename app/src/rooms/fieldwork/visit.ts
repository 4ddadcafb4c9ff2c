// Recording a visit, without a screen: what is already chosen, what follows from what, and the body that is sent.

import { addDays, weekday } from '../../ui/days';

export type NextStep = 'return' | 'done' | 'police' | 'device';

/** One skill practised with one person. `level` null: nothing is recorded for it. */
export interface Pick {
  resident: string;
  skill: string;
  level: number | null;
  why?: string;
}

/** A half-filled visit as it lies on the phone, saved on every change. */
export interface VisitDraft {
  v: 1;
  household: string;
  /** The visit that this one corrects. */
  corrects: string | null;
  /** The refused operation that this one is written again for. */
  answers: string | null;
  begun: number;
  step: 1 | 2 | 3;
  day: string;
  /** The member chose the day; else it is the phone's today. */
  chosen: boolean;
  met: string[];
  nobody: boolean;
  picks: Pick[];
  /** People whose page of step 2 was looked at: nothing counts for one that was not. */
  seen: string[];
  next: { step: NextStep; day: string; note: string };
  nextTouched: boolean;
  note: string;
}

export interface PersonKnown {
  id: string;
  levels: Record<string, { level: number; day: string } | undefined>;
}

export interface Known {
  today: string;
  people: PersonKnown[];
  /** Who was met the last time someone was. */
  lastMet: string[];
  /** Skills in the order of the catalogue. */
  skills: string[];
}

export const DAYS_BACK = 35;
export const ALONE = 6;

export function begin(household: string, known: Known, now: number): VisitDraft {
  const only = known.people.length === 1 ? known.people.map((person) => person.id) : [];
  const again = known.people.map((person) => person.id).filter((id) => known.lastMet.includes(id));
  return {
    v: 1, household, corrects: null, answers: null, begun: now, step: 1, day: known.today, chosen: false,
    met: only.length ? only : again, nobody: false, picks: [], seen: [],
    next: { step: 'return', day: comeBack(known.today), note: '' }, nextTouched: false, note: '',
  };
}

/** The skill most likely practised: the latest that is on its way, else the first not yet mastered, else the first. */
export function likelySkill(person: PersonKnown | undefined, skills: string[]): string {
  const onTheWay = skills
    .map((skill) => ({ skill, now: person?.levels[skill] }))
    .filter(({ now }) => now !== undefined && now.level > 0 && now.level < ALONE)
    .sort((a, b) => (b.now?.day ?? '').localeCompare(a.now?.day ?? ''));
  const open = skills.find((skill) => {
    const level = person?.levels[skill]?.level;
    return level === undefined || (level >= 0 && level < ALONE);
  });
  return onTheWay[0]?.skill ?? open ?? skills[0] ?? '';
}

/** A person's picks, with the likely one made at the last rung when there is none yet. */
export function picksOf(draft: VisitDraft, person: PersonKnown | undefined, resident: string, skills: string[]): Pick[] {
  const made = draft.picks.filter((pick) => pick.resident === resident);
  if (made.length) return made;
  const skill = likelySkill(person, skills);
  return skill ? [{ resident, skill, level: person?.levels[skill]?.level ?? null }] : [];
}

/** The Saturday that is at least two days off, when people are at home. */
export function comeBack(today: string): string {
  const from = addDays(today, 2);
  return addDays(from, (6 - weekday(from) + 7) % 7);
}

/** What is really recorded: people met, pages seen, rungs chosen. */
export const counted = (draft: VisitDraft): Pick[] =>
  draft.nobody ? [] : draft.picks.filter((pick) => pick.level !== null && draft.met.includes(pick.resident) && draft.seen.includes(pick.resident));

/** Done when all that was practised is mastered, a device first when that is what lacks, else come back. */
export function likelyNext(draft: VisitDraft): NextStep {
  const levels = counted(draft).map((pick) => pick.level ?? 0);
  if (!levels.length) return 'return';
  if (levels.every((level) => level === ALONE)) return 'done';
  if (levels.every((level) => level === 0)) return 'device';
  return 'return';
}

export type DayTrouble = 'late' | 'old' | null;

export function dayTrouble(day: string, today: string): DayTrouble {
  if (day > today) return 'late';
  return day < addDays(today, -DAYS_BACK) ? 'old' : null;
}

/** The body of visit.record, or of visit.correct when the draft corrects a visit. */
export function bodyOf(draft: VisitDraft, visit: string, now: number): Record<string, unknown> {
  const next: Record<string, unknown> = { step: draft.next.step };
  if (draft.next.step !== 'done' && draft.next.day) next.day = draft.next.day;
  if (draft.next.step !== 'done' && draft.next.note.trim()) next.note = draft.next.note.trim();
  return {
    visit,
    ...(draft.corrects ? { corrects: draft.corrects } : {}),
    household: draft.household,
    day: draft.day,
    chosen: draft.chosen ? 1 : 0,
    at: now,
    people: draft.nobody ? [] : draft.met,
    practised: counted(draft).map(({ resident, skill, level, why }) => ({ resident, skill, level, ...(why ? { why } : {}) })),
    next,
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
}

/** What was saved under an older shape, or about nobody we know, is not offered again. */
export function readDraft(stored: unknown): VisitDraft | null {
  const draft = stored as Partial<VisitDraft> | null;
  return draft && draft.v === 1 && typeof draft.household === 'string' && Array.isArray(draft.met) && Array.isArray(draft.picks) ? (draft as VisitDraft) : null;
}
