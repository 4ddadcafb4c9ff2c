import { expect, it } from 'vitest';
import { asText } from './text';

const NGO = '01990000-0000-7000-8000-000000000001';
const words = { fields: { day: 'ngày', people: 'người đã gặp', next: 'hẹn lần sau', note: 'ghi chú', name: 'tên' }, levels: { '4': 'Đã kích hoạt' }, codes: (code: string) => ({ vneid: 'VNeID', return: 'Ghé lại' })[code] ?? code };
const called = (id: string) => (id === NGO ? 'Lâm Thị Ngỡ' : '');

it('loses no word of a visit', () => {
  const body = {
    visit: '01990000-0000-7000-8000-00000000000a', household: '01990000-0000-7000-8000-00000000000b', day: '2026-11-25', chosen: 0, at: 1,
    people: [NGO], practised: [{ resident: NGO, skill: 'vneid', level: 4 }], next: { step: 'return', day: '2026-12-01', note: 'Mang theo kính' }, note: 'Nhà sau chùa',
  };
  expect(asText('Lượt thăm hộ bà Ngỡ', body, called, words).split('\n')).toEqual([
    'Lượt thăm hộ bà Ngỡ', 'ngày: 25/11/2026', 'người đã gặp: Lâm Thị Ngỡ', '- Lâm Thị Ngỡ, VNeID, Đã kích hoạt',
    'hẹn lần sau: Ghé lại, 01/12/2026, Mang theo kính', 'ghi chú: Nhà sau chùa',
  ]);
});

it('loses no word of a household', () => {
  const body = { household: NGO, name: 'Bà Ngỡ', residents: [{ resident: NGO, name: 'Lâm Thị Ngỡ', birth_year: 1949, head: 1 }], made_on: '2026-11-25' };
  expect(asText('Hộ mới', body, called, words)).toBe('Hộ mới\ntên: Bà Ngỡ\n- Lâm Thị Ngỡ, 1949');
  expect(asText('Sửa hộ', { household: NGO, saw: 3, fields: { note: 'Cổng xanh' } }, called, words)).toBe('Sửa hộ\nghi chú: Cổng xanh');
});
