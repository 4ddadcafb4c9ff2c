// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import cellsEn from '../../i18n/en/listcells';
import cells from '../../i18n/vi/listcells';
import { askingFile } from './asking';
import { birthShown, differing, doubtsOf, phoneShown, SURE } from './cells';
import { isUnsure, letterOf, MEANINGS } from './meanings';
import { countsOf, firstOf, groupsOf, keyOf, kindOf } from './rows';
import { alikeOf, changesOf, guardedOf } from './sentences';
import { shown } from './hamlets';
import type { ListRow } from './types';

const row = (more: Partial<ListRow> = {}): ListRow => ({
  sheet: 'Danh sách', row: 5, hamlet: 'Ấp 12', full_name: 'Võ Hoàng Lâm', gender: 'Nam', birth_date: '1975-04-21', birth_year: 1975,
  role: 'Tổ trưởng', position: '', phone: '+84950000248', household_no: '', relation: '', extra: {}, raw: {}, warnings: [], doubtful: false, outcome: 'created',
  reason: null, changes: [], ...more,
});
const inFile = (path: string) => readFileSync(join(process.cwd(), '..', path), 'utf8');

test('a cell stands beside its value only where it says something else', () => {
  const said = (raw: Record<string, string>, more: Partial<ListRow> = {}) => {
    const one = row({ raw, ...more });
    return (['full_name', 'gender', 'birth', 'role', 'phone'] as const).map((field) => differing(one, field)).filter((text) => text !== null);
  };
  expect(said({ birth: '21/04/1975', phone: '0950 000.248', gender: 'NAM', role: 'Tổ Trưởng', full_name: ' Võ  Hoàng Lâm ' })).toEqual([]);
  expect(said({ birth: '1975-04-21 00:00:00', phone: '+84 950000248', gender: 'x', role: 'X' })).toEqual([]);
  expect(said({ birth: '21 4 1975' })).toEqual([]);
  expect(said({ full_name: 'Võ Hoàng Lâm'.normalize('NFD') })).toEqual([]);
  expect(said({ birth: '1975' }, { birth_date: null })).toEqual([]);
  expect(said({ birth: '21/4/75', phone: '950000248', full_name: 'VÕ HOÀNG LÂM' })).toEqual(['VÕ HOÀNG LÂM', '21/4/75', '950000248']);
  expect(said({ birth: '31/2/1980' }, { birth_date: null, birth_year: 1980 })).toEqual(['31/2/1980']);
  expect(said({ phone: '095000027' }, { phone: '' })).toEqual(['095000027']);
});

test('what was understood is written as people write it', () => {
  expect(phoneShown('+84950000248')).toBe('0950 000 248');
  expect(phoneShown('+842913000111')).toBe('0291 300 0111');
  expect(phoneShown('')).toBe('');
  const year = (text: string) => `năm ${text}`;
  expect(birthShown(row(), year)).toBe('21/04/1975');
  expect(birthShown(row({ birth_date: null }), year)).toBe('năm 1975');
  expect(birthShown(row({ birth_date: null, birth_year: null }), year)).toBe('');
});

test('rows are what has to be done with them', () => {
  const ask = row({ row: 6, doubtful: true, warnings: ['W_DOB_INVALID', 'W_PHONE_ZERO_RESTORED'] });
  const none = new Set<string>();
  expect(kindOf(row(), none)).toBe('ready');
  expect(kindOf(row({ warnings: ['W_NAME_CASE'] }), none)).toBe('fixed');
  expect(kindOf(ask, none)).toBe('ask');
  expect(kindOf(ask, new Set([keyOf(ask)]))).toBe('fixed');
  expect(kindOf({ ...ask, outcome: 'left_out' }, none)).toBe('out');
  const maybe = row({ row: 9, doubtful: true, outcome: 'maybe', alike: { name: 'Võ Hoàng Lâm', score: 0.8 } });
  expect(kindOf(maybe, new Set([keyOf(maybe)])), 'finding it right does not say who it is').toBe('ask');
  expect([...doubtsOf(ask)]).toEqual(['birth']);
  expect(countsOf([row(), ask], none)).toEqual({ ask: 1, fixed: 0, ready: 1, out: 0 });
});

test('rows stand by hamlet and sheet, and are shown a page at a time', () => {
  const groups = groupsOf([row(), row({ row: 6, hamlet: 'Ấp 15' }), row({ row: 7 }), row({ row: 8, sheet: 'Trang 2' })]);
  expect(groups.map((group) => [group.hamlet, group.sheet, group.rows.map((one) => one.row)])).toEqual([
    ['Ấp 12', 'Danh sách', [5, 7]], ['Ấp 15', 'Danh sách', [6]], ['Ấp 12', 'Trang 2', [8]],
  ]);
  expect(firstOf(groups, 3).map((group) => group.rows.length)).toEqual([2, 1]);
});

test('what changes is told in words', () => {
  expect(changesOf(row({ changes: [['position', 'other', 'hamlet_head'], ['role', 'member', 'deputy'], ['phone', '', '+84950000248']] }))).toEqual([
    'Chức vụ: Khác → Trưởng ấp', 'Nhiệm vụ: Thành viên → Tổ phó', 'Điện thoại: trống → 0950 000 248',
  ]);
});

test('the file of rows to look at runs no formula', () => {
  const text = askingFile([row({ full_name: '=HYPERLINK("x")', warnings: ['W_PHONE_INVALID'], doubtful: true, raw: { phone: '+123' } })]);
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text.split('\r\n')[1]).toBe(`5;Ấp 12;"'=HYPERLINK(""x"")";Số điện thoại chưa đúng, để trống;'+123`);
});

test('columns that are not certain are named', () => {
  expect(isUnsure({ column: 0, heading: 'Việc', meaning: null, confidence: 0 })).toBe(true);
  expect(isUnsure({ column: 0, heading: ' ', meaning: null, confidence: 0 })).toBe(false);
  expect(isUnsure({ column: 0, heading: 'SĐT', meaning: 'phone', confidence: 0.95 })).toBe(false);
  expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

test('a hamlet says who leads its team', () => {
  const hamlet = { unit: '1', name: 'Ấp 12', teams: 1, members: 2, led: true, leader: 'B' };
  expect(shown({ ...hamlet, teams: 0, members: 0 })).toEqual({ kind: 'none' });
  expect(shown(hamlet)).toEqual({ kind: 'team', teams: 1, members: 2, leader: 'B' });
  expect(shown({ ...hamlet, led: false, leader: null })).toEqual({ kind: 'team', teams: 1, members: 2, leader: null });
  expect(shown({ ...hamlet, leader: null })).toEqual({ kind: 'team', teams: 1, members: 2 });
});

test('the words know what the server knows', () => {
  const record = inFile('crates/roster/src/record.rs');
  const codes = [...new Set(record.match(/W_[A-Z0-9_]+/g))].sort();
  expect(Object.keys(cells.warnings).sort()).toEqual(codes);
  const sure = record.slice(record.indexOf('const SURE'), record.indexOf('];', record.indexOf('const SURE')));
  expect([...SURE]).toEqual(sure.match(/W_[A-Z0-9_]+/g));
  const source = inFile('crates/roster/src/meaning.rs');
  const names = source.slice(source.indexOf('pub enum Meaning {'), source.indexOf('}', source.indexOf('pub enum Meaning {'))).match(/^ {4}[A-Z]\w+/gm) ?? [];
  const meanings = names.map((name) => name.trim().replace(/(?!^)[A-Z]/g, '_$&').toLowerCase()).sort();
  expect(MEANINGS.flatMap(([, codes]) => codes).sort()).toEqual(meanings);
  expect(Object.keys(cells.meanings).sort()).toEqual(meanings);
  const posts = inFile('data/posts.csv').trim().split('\n').slice(1).map((line) => line.split(','));
  expect(Object.entries(cells.posts)).toEqual(posts.map(([code, vi]) => [code, vi]));
  expect(Object.entries(cellsEn.posts)).toEqual(posts.map(([code, , en]) => [code, en]));
});

test('what is protected and who somebody may be is said in words', () => {
  expect(guardedOf(row({ extra: { poor: '0', near_poor: '1', ethnicity: 'Khmer' } }))).toBe('Hộ cận nghèo, Khmer');
  expect(guardedOf(row({ extra: { poverty: 'Hộ nghèo' } }))).toBe('Hộ nghèo');
  expect(guardedOf(row())).toBe('');
  expect(alikeOf(row({ alike: { name: 'Lê Thị Út', score: 0.75 } }))).toContain('Lê Thị Út');
  expect(alikeOf(row())).toBeNull();
});
