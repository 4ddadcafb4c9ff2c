import { describe, expect, it } from 'vitest';
import { householdOf } from '../decode';
import type { Household } from '../household';
import { mayBe, whoIsWhom } from './same';

type Person = [name: string, born?: number, sex?: string];
const home = (id: string, name: string, people: Person[], hamlet = 'h1'): Household =>
  householdOf(id, hamlet, { name, residents: people.map(([called, birth_year, sex], at) => ({ id: `${id}${at}`, name: called, birth_year, sex, head: at === 0 ? 1 : 0 })) }, false);

const tu = home('a', 'Ông Lê Văn Tư', [['Lê Văn Tư', 1961, 'm'], ['Lê Thị Na', 1990]]);

describe('the same household twice', () => {
  it('is found by its people, its head, or what it is called', () => {
    const again = home('b', 'ong Le Van Tu', [['Le Van Tu', undefined, 'm'], ['Lê Thị Na']]);
    const named = home('c', 'Lê Văn Tư', []);
    const stranger = home('d', 'Bà Chín', [['Thạch Thị Chín', 1950]]);
    const elsewhere = home('e', 'Ông Lê Văn Tư', [['Lê Văn Tư', 1961]], 'h2');
    expect(mayBe(tu, [stranger, named, again, elsewhere, tu]).map((one) => one.id)).toEqual(['b', 'c']);
    expect(whoIsWhom(again, tu).map(([one, other]) => [one.id, other.id])).toEqual([['b0', 'a0'], ['b1', 'a1']]);
  });
  it('does not make two people one who differ in year or sex', () => {
    const son = home('f', 'Anh Tư', [['Lê Văn Tư', 1988, 'm'], ['Lê Thị Na', 1990, 'm']]);
    expect(whoIsWhom(son, home('g', 'x', [['Lê Văn Tư', 1961], ['Lê Thị Na', 1990, 'f']]))).toEqual([]);
    expect(whoIsWhom(home('i', 'x', [['Lê Na'], ['Lê Na']]), home('j', 'y', [['Lê Na']])).length).toBe(1);
  });
});
