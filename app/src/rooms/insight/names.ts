// Names of figures as the page says them.

import { w } from '../desk/words';
import { dayOf, span, time, day } from '../desk/say';
import type { Card, Dashboard, Ladder, Period } from './types';

/** The skill that the map and the table of units speak of: that of the first ratio card. */
export function skillShown(data: Pick<Dashboard, 'cards' | 'ladder'>): string {
  const card = data.cards.find((c) => c.indicator === 'household_alone');
  return skillName(data.ladder, card?.item ?? 'vneid');
}

export function skillName(ladder: Ladder[], code: string): string {
  const skill = ladder.find((row) => row.skill === code);
  if (!skill) return code === 'vneid' ? 'VNeID' : code;
  return w.english ? skill.name_en : skill.name_vi;
}

export function cardName(card: Card, data: Pick<Dashboard, 'ladder' | 'period'>): string {
  const t = w.insight.cards;
  switch (card.indicator) {
    case 'teams':
    case 'members':
      return t[card.indicator];
    case 'households_reached':
      return data.period.key === 'all' ? t.households_reached_all : t.households_reached;
    case 'household_alone':
      return t.household_alone(skillName(data.ladder, card.item));
    default:
      return w.english ? card.name_en : card.name_vi;
  }
}

export const unitOf = (card: Card): string => (w.english ? card.unit_en : card.unit_vi);

export const labelOf = (part: { label_vi: string; label_en: string }): string =>
  w.english ? part.label_en : part.label_vi;

/** A period that is not over: its figures are those until today. */
export const isRunning = (period: Period, today: string): boolean =>
  period.key !== 'all' && period.to !== null && period.to >= today;

export function periodName(period: Period, today: string): string {
  if (period.key === 'all' || !period.from || !period.to) return w.insight.period.all;
  return isRunning(period, today) ? w.insight.period.running(day(period.from)) : span(period.from, period.to);
}

export function asOfName(ms: number, today: string): string {
  const t = w.insight.fresh;
  return dayOf(ms) === today ? t.today(time(ms), day(today)) : t.at(time(ms), day(dayOf(ms)));
}
