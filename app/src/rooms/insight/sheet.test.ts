// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import vi from '../../i18n/vi/insight';
import { moved } from './dashboard.svelte';
import { sheet, totalRow } from './sheet';
import { tablesOf } from './takenApart';
import type { Card, Dashboard, Row } from './types';

const unit = (id: string, full_name: string, tier: 'district' | 'commune' | 'hamlet') => ({ id, name: full_name, full_name, tier });
const row = (id: string, over: Partial<Row> = {}): Row => ({
  unit: unit(id, `Xã ${id}`, 'commune'),
  now_part_of: { name: 'Xã Vĩnh Hậu' },
  teams: 8,
  members: 57,
  households: 400,
  reached: 100,
  coverage: { alone: 25, asked: 100, not_asked: 300 },
  freshness: { state: 'late', days: 9 },
  ...over,
});
const card = (value: number, over: Partial<Card> = {}) =>
  ({ indicator: 'households_reached', item: '', value, sub: null, ...over }) as Card;
const page = (over: Partial<Dashboard>) =>
  ({ unit: unit('h', 'Huyện Hòa Bình', 'district'), children: [], own_team_row: null, cards: [], ...over }) as unknown as Dashboard;

test('the file holds what is shown: opened rows, the own team, the total', () => {
  const rows = [row('A'), row('B', { households: null, coverage: null, freshness: null })];
  const data = page({ children: rows, own_team_row: { name: 'Tổ huyện', teams: 1, members: 7 } });
  const inside = { kind: 'ready' as const, data: [row('ap', { unit: unit('ap', 'Ấp 12', 'hamlet'), now_part_of: null })] };
  const lines = sheet(data, rows, new Map([['A', inside]]), vi.table, 'VNeID').trimEnd().split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[1]).toBe('Xã A;;Xã Vĩnh Hậu;8;57;400;100;25;75;300;25,0;75,0;im 9 ngày');
  expect(lines[2]).toBe('Xã A;Ấp 12;;8;57;400;100;25;75;300;25,0;75,0;im 9 ngày');
  expect(lines[3]).toBe('Xã B;;Xã Vĩnh Hậu;8;57;;100;;;;;;');
  expect(lines[4]).toBe('Tổ huyện;;;1;7');
  expect(lines[5]).toMatch(/^Cộng;;;17;121;400;200;25;75;300;/);
});

test('the total counts the own team once and leaves the unknown out', () => {
  const data = page({ children: [row('A')], own_team_row: { name: null, teams: 1, members: 7 } });
  expect(totalRow(data)).toMatchObject({ teams: 9, members: 64, households: 400 });
  expect(totalRow(page({})).households).toBeNull();
});

test('a figure has moved when it, or what it is out of, is another', () => {
  const before = page({ cards: [card(5), card(3, { indicator: 'household_alone', item: 'vneid', asked: 10 })] });
  expect(moved(before, before)).toEqual([]);
  const after = page({ cards: [card(6), card(3, { indicator: 'household_alone', item: 'vneid', asked: 11 })] });
  expect(moved(before, after)).toEqual(['households_reached', 'household_alone:vneid']);
});

test('the two figures of a ratio are named by what they count', () => {
  const term = (item: string, value: number) => ({ item, name_vi: 'Hộ theo kỹ năng', name_en: 'Households by skill', value });
  const [table] = tablesOf({ value: 1, whole: 2, parts: [], terms: [term('vneid:alone', 1), term('vneid:asked', 2)], children: [], own: 1 });
  expect(table?.parts.map((part) => [part.label_vi, part.value])).toEqual([['hộ tự làm được', 1], ['hộ đã hỏi', 2]]);
});

test('a figure taken apart names those not known, and adds up only where it does', () => {
  const tables = tablesOf({
    value: 12,
    parts: [],
    terms: [],
    sex: { male: 5, female: 6, unknown: 1 },
    children: [{ unit: unit('a', 'Ấp 12', 'hamlet'), value: 12 }],
    own: 0,
  });
  expect(tables.map((table) => [table.parts.map((part) => part.value), table.total])).toEqual([
    [[5, 6, 1], undefined],
    [[12], 12],
  ]);
});
