// A visit that was saved, or refused, taken up again as a draft.

import type { Household } from './household';
import { comeBack, type NextStep, type Pick, type VisitDraft } from './visit';
import type { Visit } from './visits';
import { objects, str, strings } from './raw';
import type { Returned } from '../work/records';

const STEPS = ['return', 'done', 'police', 'device'];

function next(step: string, day: string, note: string, today: string): VisitDraft['next'] {
  return { step: STEPS.includes(step) ? (step as NextStep) : 'return', day: day > today ? day : comeBack(today), note };
}

/** What was practised on that day: the visit's own word, else what the household's ladder says of that day. */
export function practisedOn(visit: Visit, household: Household): Pick[] {
  if (visit.practised.length) return visit.practised.map((one) => ({ ...one }));
  return household.residents
    .filter((one) => visit.people.includes(one.id))
    .flatMap((one) => Object.entries(one.levels).flatMap(([skill, at]): Pick[] => (at?.day === visit.day ? [{ resident: one.id, skill, level: at.level }] : [])));
}

export function correction(visit: Visit, household: Household, today: string, now: number): VisitDraft {
  const people = visit.people.filter((id) => household.residents.some((one) => one.id === id));
  const step = visit.next;
  return {
    v: 1, household: visit.household, corrects: visit.id, answers: null, begun: now, step: 1, day: visit.day, chosen: true,
    met: people, nobody: !visit.met, picks: practisedOn(visit, household), seen: people,
    next: next(step?.step ?? 'done', step?.day ?? '', step?.note ?? '', today), nextTouched: true, note: visit.note,
  };
}

/** A refused visit, all of it as its author wrote it; a day that has not come becomes today. */
export function again(item: Returned, household: Household, today: string, now: number): VisitDraft {
  const { body } = item;
  const people = strings(body.people).filter((id) => household.residents.some((one) => one.id === id));
  const picks = objects(body.practised).map((one) => ({
    resident: str(one.resident), skill: str(one.skill), level: typeof one.level === 'number' ? one.level : null, ...(str(one.why) ? { why: str(one.why) } : {}),
  }));
  const step = (body.next ?? {}) as Record<string, unknown>;
  const day = str(body.day);
  return {
    v: 1, household: household.id, corrects: str(body.corrects) || null, answers: item.id, begun: now, step: 1,
    day: day && day <= today ? day : today, chosen: day !== '' && day < today,
    met: people, nobody: strings(body.people).length === 0, picks, seen: people,
    next: next(str(step.step) || 'done', str(step.day), str(step.note), today), nextTouched: true, note: str(body.note),
  };
}
