import { describe, expect, it } from 'vitest';
import { fold, matches, pieces, termsOf } from './find';

describe('finding a name', () => {
  it('needs no marks, and đ is d', () => {
    expect(matches(fold('Nguyễn Văn Á'), termsOf('nguyen van a'))).toBe(true);
    expect(matches(fold('Đặng Thị Út'), termsOf('dang ut'))).toBe(true);
  });

  it('begins at a word: "an" is not in "Lan"', () => {
    expect(matches(fold('Trần Thị Lan'), termsOf('an'))).toBe(false);
    expect(matches(fold('Lê Văn An'), termsOf('an'))).toBe(true);
  });

  it('finds what a keyboard typed in pieces', () => {
    expect(matches(fold('Thạch Thị Sa Rươl'), termsOf('Thạch'.normalize('NFD')))).toBe(true);
  });

  it('keeps one folded letter for one letter, so that marks fall in the right place', () => {
    for (const name of ['Ẩn Ường Đỗ', 'Thạch Thị Sa Rươl', 'İstanbul ß']) expect(fold(name)).toHaveLength(name.normalize('NFC').length);
  });

  it('marks two neighbouring words as one', () => {
    expect(pieces('Bà Thạch Thị Đen', termsOf('thach thi'))).toEqual([
      { text: 'Bà ', hit: false },
      { text: 'Thạch Thị', hit: true },
      { text: ' Đen', hit: false },
    ]);
  });
});
