// Which other household of the book may be this one, and who of it is whom. The server decides; this only lays the likely first.

import { fold } from '../../../ui/find';
import { headOf, type Household, type Resident } from '../household';

const titleless = (name: string): string => fold(name).replace(/^(ho )?(ong|ba|anh|chi|bac|co|chu) /, '');

/** Two records that can be one person: one name but for its marks, and no other year of birth, nor the other sex. */
function alike(one: Resident, other: Resident): boolean {
  const apart = <T>(a: T | null, b: T | null): boolean => a !== null && b !== null && a !== b;
  return fold(one.name) === fold(other.name) && !apart(one.birth_year, other.birth_year) && !apart(one.sex, other.sex);
}

/** Who of `from` is whom of `into`; nobody is two people. */
export function whoIsWhom(from: Household, into: Household): [Resident, Resident][] {
  const pairs: [Resident, Resident][] = [];
  for (const one of from.residents) {
    const other = into.residents.find((person) => alike(one, person) && !pairs.some(([, taken]) => taken === person));
    if (other) pairs.push([one, other]);
  }
  return pairs;
}

/** The households that may be this one, the likeliest first: they share people, a head's name, or what people call them. */
export function mayBe(household: Household, all: Household[]): Household[] {
  const head = headOf(household);
  const score = (other: Household): number => {
    const otherHead = headOf(other);
    const heads = head && otherHead && fold(head.name) === fold(otherHead.name) ? 2 : 0;
    const called = titleless(other.name) !== '' && titleless(other.name) === titleless(household.name) ? 1 : 0;
    return whoIsWhom(household, other).length + heads + called;
  };
  const others = all.filter((one) => one.id !== household.id && one.hamlet === household.hamlet).map((one) => ({ one, score: score(one) }));
  return others.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).slice(0, 8).map(({ one }) => one);
}
