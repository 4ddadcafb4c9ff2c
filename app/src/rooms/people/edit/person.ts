// Somebody as a form holds them: what is typed is text until it is sent.

import type { Member } from '../types';
import type { MemberSaid, Somebody } from './api';

export interface PersonSaid {
  name: string;
  birth_year: string;
  sex: string;
  phone: string;
}

export const nobody = (): PersonSaid => ({ name: '', birth_year: '', sex: '', phone: '' });

export const personOf = (member: Member): PersonSaid => ({
  name: member.name ?? '',
  birth_year: member.birth_year === null ? '' : String(member.birth_year),
  sex: member.sex ?? '',
  phone: localNumber(member.phone ?? ''),
});

/** +84912345678 is written 0912345678 here. */
export const localNumber = (number: string): string => (number.startsWith('+84') ? `0${number.slice(3)}` : number);

/** What is sent of a person. A year that is no number goes as one that the server refuses at its field. */
export function sent(said: PersonSaid): Required<Pick<MemberSaid, 'name' | 'birth_year' | 'sex' | 'phone'>> {
  const year = said.birth_year.trim();
  const birth_year = year === '' ? null : /^\d+$/.test(year) ? Number(year) : 0;
  return { name: said.name.trim(), birth_year, sex: said.sex, phone: said.phone.trim() };
}

/** Those whom the server found to have this name. */
export function known(params: Record<string, unknown>): Somebody[] {
  const people = params['people'];
  return Array.isArray(people) ? (people as Somebody[]) : [];
}
