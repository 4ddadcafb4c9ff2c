import { expect, it } from 'vitest';
import en from '../../i18n/en/work';
import vi from '../../i18n/vi/work';
import { mendsFor, reasonText } from './reasons';
import { subjectOf } from './subject';

const today = '2026-11-24';
const CODES = ['household_moved', 'moved_to_other_part', 'not_your_hamlet', 'day_in_future', 'day_too_old', 'field_wrong', 'kind_unknown', 'version_unknown',
  'resident_unknown', 'id_reused', 'rule_broken', 'visit_unknown', 'not_allowed', 'skill_unknown', 'device_revoked', 'already_removed', 'household_unknown', 'returned', 'not_refused'];

it('has words of its own for every code of the contract, in both languages', () => {
  for (const words of [vi, en]) {
    const said = CODES.map((code) => reasonText({ code, params: { to_name: 'Ấp 17', day: '2026-11-20', today, field: 'name', word: 'x' }, mend: [] }, today, words));
    expect(new Set(said).size).toBe(CODES.length);
    expect(said).not.toContain(words.reasons.other);
  }
});

it('says where a household went and since when', () => {
  expect(reasonText({ code: 'household_moved', params: { to_name: 'Ấp 17', day: '2026-11-20' }, mend: [] }, today, vi)).toBe(
    'Hộ này đã chuyển sang tổ ấp 17 từ ngày 20/11, nên tổ mình không ghi được nữa.',
  );
});

it('offers to hand over first, and always to ask or to let it rest', () => {
  expect(mendsFor({ code: 'household_moved', params: {}, mend: ['hand_over', 'edit'] }, 'visit.record')).toEqual(['hand_over', 'edit', 'ask', 'rest']);
  expect(mendsFor({ code: 'household_moved', params: {}, mend: ['hand_over', 'edit'] }, 'visit.record', false)).toEqual(['hand_over', 'ask', 'rest']);
  expect(mendsFor({ code: 'kind_unknown', params: {}, mend: [] }, 'visit.record')).toEqual(['ask', 'rest']);
});

const away = { household: () => null, inside: (name: string) => name.charAt(0).toLowerCase() + name.slice(1) };

it('names what was recorded by household and day', () => {
  const visit = { kind: 'visit.record', body: { household: 'h', day: '2026-11-22' } };
  expect(subjectOf(visit, { household: () => 'ông Lê Văn Tư', inside: String }, today, vi)).toBe('Lượt thăm hộ ông Lê Văn Tư, ngày\u00a022/11');
  expect(subjectOf({ kind: 'household.edit', body: { household: 'gone' } }, away, today, vi)).toBe('Sửa hộ');
});

it('names a household that has left this phone, as far as anybody wrote its name', () => {
  const moved = (params: Record<string, unknown>) => ({ code: 'household_moved', params, mend: [] });
  const visit = { kind: 'visit.record', body: { household: 'h', day: '2026-11-22' } };
  expect(subjectOf({ ...visit, reason: moved({ name: 'Ông Lê Văn Tư' }) }, away, today, vi)).toBe('Lượt thăm hộ ông Lê Văn Tư, ngày\u00a022/11');
  expect(subjectOf({ ...visit, reason: moved({}) }, away, today, vi)).toBe('Lượt thăm hộ đã chuyển đi, ngày\u00a022/11');
  expect(subjectOf({ ...visit, reason: moved({}) }, away, today, en)).toBe('Visit to a household that moved away, 22/11');
  expect(subjectOf({ kind: 'household.edit', body: { household: 'h', fields: { name: 'Bà Đen' } } }, away, today, vi)).toBe('Sửa hộ bà Đen');
});
