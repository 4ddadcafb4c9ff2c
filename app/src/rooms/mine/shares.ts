// My part of the team's work, as the server counted it. Nothing is added up here; what waits on this phone stands beside it.

import { num, str } from '../fieldwork/raw';

type Raw = Record<string, unknown>;

export interface Done {
  /** Distinct households where somebody was met. */
  reached: number;
  /** Visits where somebody was met. */
  contacts: number;
  /** Visits where nobody was. */
  nobody: number;
}

export interface Share {
  from: string;
  to: string;
  mine: Done;
  team: Done;
  /** Visits of mine in these days that the server does not have. */
  unsent: number;
}

export type SpanName = 'week' | 'last' | 'month';
/** Where each span stands in an author's list. */
const PLACE: Record<SpanName, number> = { month: 0, week: 1, last: 2 };

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const doneOf = (value: unknown): Done => {
  const [reached, contacts, nobody] = list(value);
  return { reached: num(reached), contacts: num(contacts), nobody: num(nobody) };
};

/** Null where the server has not said it yet. `unsent`: the days of my visits that wait. */
export function shareOf(figures: Raw | null, account: string, span: SpanName, unsent: string[]): Share | null {
  if (!figures?.authors || !Array.isArray(figures.weeks)) return null;
  const period = (figures.period ?? {}) as Raw;
  const month = [period.from, period.to, figures.reached, figures.contacts, figures.nobody];
  const [from, to, ...team] = span === 'month' ? month : list(figures.weeks[span === 'week' ? 0 : 1]);
  const [first, last] = [str(from), str(to)];
  if (!first) return null;
  // The server names everybody who did something: who is not named did nothing that it has.
  const mine = doneOf(((figures.authors as Raw)[account] as unknown[] | undefined)?.[PLACE[span]]);
  return { from: first, to: last, mine, team: doneOf(team), unsent: unsent.filter((day) => day >= first && day <= last).length };
}
