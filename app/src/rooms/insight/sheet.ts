// The table of units as rows of a file, and its total: what is shown is what is saved.

import type vi from '../../i18n/vi/insight';
import type { Loaded } from '../desk/load.svelte';
import { csv, type Cell } from './csv';
import { sendWords } from './send';
import { aloneShare, notAskedShare, total, totalCoverage } from './share';
import type { Dashboard, Row } from './types';

type Words = (typeof vi)['table'];

/** Rows of which something is not known. */
export const unknownIn = (rows: Row[]): number =>
  rows.filter((row) => row.households === null || row.reached === null || row.coverage === null).length;

export function totalRow(data: Dashboard): Row {
  const { children: rows, own_team_row: own } = data;
  return {
    unit: data.unit,
    now_part_of: null,
    teams: total([...rows.map((r) => r.teams), ...(own ? [own.teams] : [])]).sum,
    members: total([...rows.map((r) => r.members), ...(own ? [own.members] : [])]).sum,
    households: total(rows.map((r) => r.households)).sum,
    reached: total(rows.map((r) => r.reached)).sum,
    coverage: totalCoverage(rows),
    freshness: null,
  };
}

const tenths = (value: number | null): Cell =>
  value === null ? null : (Math.round(value * 1000) / 10).toFixed(1).replace('.', ',');

const plain = (n: number) => String(n);

function cells(row: Row, t: Words): Cell[] {
  const c = row.coverage;
  return [
    row.now_part_of?.name ?? null,
    row.teams,
    row.members,
    row.households,
    row.reached,
    c && c.alone,
    c && c.asked - c.alone,
    c && c.not_asked,
    tenths(aloneShare(row)),
    tenths(notAskedShare(row)),
    row.freshness && sendWords(row.freshness, t, plain),
  ];
}

/** `rows` in the order shown; units inside an opened row follow it, with that row's name in the first column. */
export function sheet(
  data: Dashboard,
  rows: Row[],
  open: ReadonlyMap<string, Loaded<Row[]>>,
  t: Words,
  skill: string,
): string {
  const head: Cell[] = [
    t.head.name, '', t.head.now, t.head.teams, t.head.members, t.head.households, t.head.reached,
    `${skill}: ${t.yes}`, `${skill}: ${t.no}`, `${skill}: ${t.notAsked}`,
    `${t.head.alone} %`, `${t.head.not_asked} %`, t.head.state,
  ];
  const body = rows.flatMap((row) => {
    const inside = open.get(row.unit.id);
    const children = inside?.kind === 'ready' ? inside.data : [];
    return [
      [row.unit.full_name, null, ...cells(row, t)],
      ...children.map((child) => [row.unit.full_name, child.unit.full_name, ...cells(child, t)]),
    ];
  });
  const own = data.own_team_row;
  const ownLine: Cell[][] = own ? [[own.name ?? t.ownTeam[data.unit.tier], null, null, own.teams, own.members]] : [];
  return csv([head, ...body, ...ownLine, [t.total, null, ...cells(totalRow(data), t)]]);
}
