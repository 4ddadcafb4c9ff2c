import { describe, expect, it } from 'vitest';
import figures from '../../i18n/vi/figures';
import insight from '../../i18n/vi/insight';
import type { Dashboard } from '../insight/types';
import { boardRows } from './boardSheet';

const data = {
  cards: [{ indicator: 'household_alone', item: 'vneid', name_vi: 'Hộ tự làm được', name_en: '', value: 3, asked: 10, not_asked: 46, published: { value: 4, as_of: '2026-01-01', source: 'Báo cáo 12' } }],
  ladder: [],
  connectivity: null,
  people: [{ skill: '', contacts: 5, people: 4 }],
  children: [{ unit: { full_name: 'Ấp 17' }, teams: 1, members: 3, households: null, reached: 0, coverage: null }],
} as unknown as Dashboard;
const words = { board: figures.board, insight, name: (one: { name_vi: string }) => one.name_vi, skill: (code: string) => code, how: () => null };

describe('an overview as a sheet', () => {
  it('keeps what is not known apart from none, and what was published beside what is counted', () => {
    const rows = boardRows(data, words);
    expect(rows[0]).toEqual(['Số chính', 'Hộ tự làm được: vneid', 3, 10, 46, null]);
    expect(rows[1]).toEqual(['Số chính', 'Hộ tự làm được: vneid (số công bố)', 4, null, null, 'Báo cáo 12']);
    const unit = rows.filter(([part]) => part === 'Ấp 17').map(([, , value]) => value);
    expect(unit).toEqual([1, 3, null, 0, null]);
  });
});
