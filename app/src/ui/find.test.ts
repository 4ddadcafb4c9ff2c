import { describe, expect, it } from 'vitest';
import { fold, matches, pieces, termsOf } from './find';

describe('folding', () => {
  // The server's own: crates/base/src/fold.rs.
  it('is the server\'s: marks, case and gaps do not matter', () => {
    expect(fold('  Nguyễn  Văn Á ')).toBe('nguyen van a');
    expect(fold('ĐẶNG THỊ \u00d0')).toBe('dang thi d');
    expect(fold('\u00f0ặng')).toBe('dang');
    expect(fold('Huyện Hoà Bình')).toBe(fold('huyện Hòa Bình'));
    expect(fold('Nguye\u0302\u0303n')).toBe('nguyen');
    expect(fold(fold('Thạch-Thị (Sa) Rươl'))).toBe('thach thi sa ruol');
  });

  it('finds across punctuation and old letters', () => {
    expect(matches(fold('Xóm 3/2, nhà "Út" \u00d0en'), termsOf('3/2 ut đen'))).toBe(true);
    expect(matches(fold('Thạch-Thị'), termsOf('thi'))).toBe(true);
  });
});

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

  it('marks the letters that were found, whatever was folded away before them', () => {
    const hit = (text: string, query: string) => pieces(text, termsOf(query)).filter((one) => one.hit).map((one) => one.text);
    expect(hit('(Ông)  Ẩn, Ường \u00d0ỗ', 'uong')).toEqual(['Ường']);
    expect(hit('(Ông)  Ẩn, Ường \u00d0ỗ', 'an do')).toEqual(['Ẩn', '\u00d0ỗ']);
    expect(hit('İstanbul ß', 'ist')).toEqual(['İst']);
    expect(pieces('Thạch-Thị', termsOf('thach')).map((one) => one.text).join('')).toBe('Thạch-Thị');
  });

  it('marks two neighbouring words as one', () => {
    expect(pieces('Bà Thạch Thị Đen', termsOf('thach thi'))).toEqual([
      { text: 'Bà ', hit: false },
      { text: 'Thạch Thị', hit: true },
      { text: ' Đen', hit: false },
    ]);
  });
});
