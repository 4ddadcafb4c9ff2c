import { describe, expect, it } from 'vitest';
import { figure, spread } from './paste';

const units = [
  { id: 'a', name: 'Vĩnh Hậu A', full_name: 'Xã Vĩnh Hậu A' },
  { id: 'b', name: 'Vĩnh Mỹ B', full_name: 'Xã Vĩnh Mỹ B' },
];
const place = { units, items: ['received', 'online'], unit: 'a', item: 'received' };

describe('figures as they are typed', () => {
  it('reads whole numbers in every grouping, and nothing as nothing', () => {
    expect(['1234', '1.234', '1,234', ' 12 345 ', '0', '', '-'].map(figure)).toEqual([1234, 1234, 1234, 12345, 0, null, null]);
  });
  it('does not guess', () => {
    expect(['1.5', '12.34', '-3', 'x', '1e3', '1.234,5'].map(figure)).toEqual(Array(6).fill('wrong'));
  });
});

describe('a column from Excel', () => {
  it('goes down and to the right from where it was pasted', () => {
    expect(spread('12\t3\r\n15\t4\r\n', place)).toEqual({ cells: [['a', 'received', '12'], ['a', 'online', '3'], ['b', 'received', '15'], ['b', 'online', '4']], left: 0 });
    expect(spread('1\n2\n3', { ...place, unit: 'b', item: 'online' })).toEqual({ cells: [['b', 'online', '1']], left: 2 });
  });
  it('finds its units by name, whatever the order and the marks', () => {
    expect(spread('xa vinh my b\t7\nXã Lạ\t9\nVĨNH HẬU A\t5', place)).toEqual({ cells: [['b', 'received', '7'], ['a', 'received', '5']], left: 1 });
  });
});
