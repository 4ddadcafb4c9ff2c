// All that an overview shows, as one long sheet: each figure on a line of its own, with what it is out of and what was not asked.

import type vi from '../../i18n/vi/figures';
import type insightVi from '../../i18n/vi/insight';
import type { Cell, Sheet } from '../desk/sheet/sheet';
import type { Dashboard, YesNo } from '../insight/types';

export interface Words {
  board: (typeof vi)['board'];
  insight: Pick<typeof insightVi, 'ladder' | 'net' | 'guided' | 'table'>;
  /** In the language that is on. */
  name: (one: { name_vi: string; name_en: string }) => string;
  skill: (code: string) => string;
  /** How a figure of this code is counted. */
  how: (code: string) => string | null;
}

export function boardRows(data: Dashboard, { board, insight, name, skill, how }: Words): Cell[][] {
  const rows: Cell[][] = [];
  const line = (part: string, item: string, value: Cell, whole: Cell = null, notAsked: Cell = null, note: Cell = null) =>
    rows.push([part, item, value, whole, notAsked, note]);
  for (const card of data.cards) {
    const item = card.item ? `${name(card)}: ${skill(card.item)}` : name(card);
    line(board.cards, item, card.value, card.asked ?? null, card.not_asked ?? null, how(card.indicator));
    if (card.published) line(board.cards, board.published(item), card.published.value, null, null, card.published.source);
  }
  for (const one of data.ladder) {
    one.rungs.forEach((value, rung) => line(insight.ladder.title, `${name(one)}: ${insight.ladder.rungs[rung] ?? rung}`, value, one.residents, null));
    line(insight.ladder.title, `${name(one)}: ${insight.ladder.refuses}`, one.refuses, one.residents, one.not_asked, how('ladder'));
  }
  const net = data.connectivity;
  if (net) {
    const three = (what: string, { yes, no, not_asked }: YesNo) => line(insight.net.title, `${what}: ${insight.net.yes}`, yes, yes + no, not_asked, how('connectivity'));
    three(insight.net.smartphone, net.smartphone);
    three(insight.net.computer, net.computer);
    three(insight.net.line, net.line);
    const asked = net.signal.good + net.signal.weak + net.signal.none;
    for (const kind of ['good', 'weak', 'none'] as const) line(insight.net.title, `${insight.net.signal}: ${insight.net[kind]}`, net.signal[kind], asked, net.signal.not_asked);
  }
  for (const one of data.people) {
    const what = one.skill ? skill(one.skill) : insight.guided.any;
    line(insight.guided.title, `${what}: ${insight.guided.contacts}`, one.contacts, null, null, how('people_guided'));
    line(insight.guided.title, `${what}: ${insight.guided.people}`, one.people, null, null, how('people_reached'));
  }
  for (const row of data.children) {
    const head = insight.table.head;
    const unit = row.unit.full_name;
    line(unit, head.teams, row.teams);
    line(unit, head.members, row.members);
    line(unit, head.households, row.households);
    line(unit, head.reached, row.reached, row.households);
    line(unit, head.alone, row.coverage?.alone ?? null, row.coverage?.asked ?? null, row.coverage?.not_asked ?? null);
  }
  return rows;
}

export const boardSheet = (title: string, meta: string[], data: Dashboard, words: Words): Sheet => ({
  title,
  meta,
  columns: words.board.columns,
  rows: boardRows(data, words),
});
