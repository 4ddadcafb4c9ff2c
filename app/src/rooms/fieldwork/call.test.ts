import { expect, it } from 'vitest';
import { bareName, called, givenName, titled, writtenTitle } from './call';

const words = { elderMan: 'ông', elderWoman: 'bà', man: 'anh', woman: 'chị', child: 'em' };
const today = '2026-11-24';

it('calls people by the name that people use', () => {
  expect(givenName('Thạch Thị Sa Rươl')).toBe('Sa Rươl');
  expect(givenName('Trần Thị Bé Năm')).toBe('Bé Năm');
  expect(givenName('Danh Minh Khôi')).toBe('Khôi');
  expect(givenName('Bà Thạch Thị Đen')).toBe('Đen');
});

it('gives the title by sex and age, and none when the sex is not known', () => {
  expect(called({ name: 'Thạch Thị Sa Rươl', sex: 'f', birth_year: 1954 }, today, words)).toBe('bà Sa Rươl');
  expect(called({ name: 'Danh Văn Hiền', sex: 'm', birth_year: null }, today, words)).toBe('anh Hiền');
  expect(called({ name: 'Danh Minh Khôi', sex: 'm', birth_year: 2015 }, today, words)).toBe('em Khôi');
  expect(titled({ name: 'Lý Minh' }, today, words)).toBe('Lý Minh');
});

it('reads a title that the book already has', () => {
  expect(writtenTitle('Hộ ông Tư')).toBe('ông');
  expect(writtenTitle('Ông Thị Lan')).toBe('ông');
  expect(bareName('Hộ bà Sa Rươl')).toBe('Sa Rươl');
  expect(bareName('Hộ')).toBe('Hộ');
});
