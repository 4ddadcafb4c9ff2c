import { describe, expect, test } from 'vitest';
import { csv } from './csv';
import { ordered, pressed } from './order';
import { shadeOf, shadesFor } from './shades';
import { aloneShare, notAskedShare, share, total, totalCoverage } from './share';
import { spark } from './spark';
import type { Row } from './types';

const row = (name: string, over: Partial<Row> = {}): Row => ({
  unit: { id: name, name, full_name: `Ấp ${name}`, tier: 'hamlet' },
  now_part_of: null,
  teams: 1,
  members: 7,
  households: 400,
  reached: 150,
  coverage: { alone: 100, asked: 300, not_asked: 100 },
  freshness: { state: 'kept', days: 0 },
  ...over,
});
const unknown = row('15', { households: null, reached: null, coverage: null, freshness: null });

describe('what is not known is never 0', () => {
  test('a share of nobody asked is no share', () => {
    expect(share(0, 0)).toBeNull();
    expect(share(null, 10)).toBeNull();
    expect(share(0, 10)).toBe(0);
    expect(aloneShare(unknown)).toBeNull();
    expect(notAskedShare(row('1', { coverage: { alone: 0, asked: 0, not_asked: 50 } }))).toBe(1);
  });

  test('a total leaves unknown rows out and counts them', () => {
    expect(total([1, null, 2])).toEqual({ sum: 3, unknown: 1 });
    expect(total([null, null])).toEqual({ sum: null, unknown: 2 });
    expect(totalCoverage([unknown])).toBeNull();
    expect(totalCoverage([unknown, row('1')])).toEqual({ alone: 100, asked: 300, not_asked: 100 });
  });

  test('an unknown month leaves a gap in the trend', () => {
    expect(spark([5], 10, 10)).toBeNull();
    expect(spark([5, null, 5], 30, 10)?.line.match(/M/g)).toHaveLength(2);
  });

  test('an unknown cell of the file is empty', () => {
    expect(csv([['a', null, 0]])).toBe('\ufeffa;;0\r\n');
  });
});

describe('order of the table', () => {
  const names = (rows: Row[]) => rows.map((r) => r.unit.name);

  test('names go by the Vietnamese alphabet and by number', () => {
    const rows = ['Đồng Lớn II', '12', 'Châu Phú', '9', 'Đồng Lớn I', 'Ấp A', 'Do Thới'].map((name) => row(name));
    expect(names(ordered(rows, { by: 'name', down: false }))).toEqual([
      '9', '12', 'Ấp A', 'Châu Phú', 'Do Thới', 'Đồng Lớn I', 'Đồng Lớn II',
    ]);
  });

  test('unknown comes last whichever way', () => {
    const rows = [unknown, row('1', { reached: 5 }), row('2', { reached: 9 })];
    expect(names(ordered(rows, { by: 'reached', down: true }))).toEqual(['2', '1', '15']);
    expect(names(ordered(rows, { by: 'reached', down: false }))).toEqual(['1', '2', '15']);
  });

  test('what needs a look comes first', () => {
    const rows = [
      row('kept'),
      row('late', { freshness: { state: 'late', days: 9 } }),
      row('refused', { freshness: { state: 'refused', count: 1 } }),
    ];
    expect(names(ordered(rows, { by: 'state', down: true }))).toEqual(['refused', 'late', 'kept']);
  });

  test('the same head pressed twice turns round', () => {
    expect(pressed({ by: 'name', down: false }, 'reached')).toEqual({ by: 'reached', down: true });
    expect(pressed({ by: 'reached', down: true }, 'reached')).toEqual({ by: 'reached', down: false });
  });
});

describe('classes of the map', () => {
  test.each([
    [[0.14, 0.23, 0.27, 0.28, 0.29, 0.34, 0.39, 0.48]],
    [[0, 1]],
    [[0.31, 0.32, 0.33]],
    [[0.97, 0.99]],
    [[]],
  ])('%j: three to five, without gap or overlap, every value in one', (values) => {
    const shades = shadesFor(values);
    expect(shades.length).toBeGreaterThanOrEqual(3);
    expect(shades.length).toBeLessThanOrEqual(5);
    expect(shades[0]?.from).toBe(0);
    expect(shades.at(-1)?.to).toBeNull();
    shades.slice(1).forEach((shade, i) => expect(shade.from).toBe(shades[i]?.to));
    for (const value of [...values, 0, 1]) expect(shadeOf(shades, value)).not.toBeNull();
  });

  test('a place that is not known has no class', () => {
    expect(shadeOf(shadesFor([0.2, 0.4]), null)).toBeNull();
  });
});

describe('the file', () => {
  test('keeps separators and quotes inside a cell', () => {
    expect(csv([['a;b', 'c"d']])).toBe('\ufeff"a;b";"c""d"\r\n');
  });

  test('runs no formula', () => {
    expect(csv([['=1+1', '-x', -1]])).toBe("\ufeff'=1+1;'-x;-1\r\n");
  });
});
