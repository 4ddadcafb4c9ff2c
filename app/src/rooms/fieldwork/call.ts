// How people are spoken of: by sex and age, "bà Sa Rươl", "anh Hiền"; without either the bare name.

export interface CallWords {
  elderMan: string;
  elderWoman: string;
  man: string;
  woman: string;
  child: string;
}

export interface Someone {
  name: string;
  sex?: string | null;
  birth_year?: number | null;
}

const ELDER = 60;
const GROWN = 18;
const TITLES = ['ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'bác', 'thầy', 'em', 'dì', 'cậu', 'mợ'];
const MIDDLE = ['thị', 'văn'];

export const ageOf = (birthYear: number | null | undefined, today: string): number | null =>
  birthYear ? Number(today.slice(0, 4)) - birthYear : null;

/** The word before the name; empty when the sex is not known. */
export function titleOf(someone: Someone, today: string, words: CallWords): string {
  if (someone.sex !== 'm' && someone.sex !== 'f') return '';
  const age = ageOf(someone.birth_year, today);
  if (age !== null && age < GROWN) return words.child;
  const elder = age !== null && age >= ELDER;
  if (someone.sex === 'm') return elder ? words.elderMan : words.man;
  return elder ? words.elderWoman : words.woman;
}

/** The name one calls: after the middle "Thị" or "Văn" all of it ("Bé Năm"), else the last word. */
export function givenName(full: string): string {
  const parts = bareName(full).split(' ');
  const middle = parts.findIndex((part, i) => i > 0 && MIDDLE.includes(part.toLocaleLowerCase('vi')));
  if (middle > 0 && middle < parts.length - 1) return parts.slice(middle + 1).join(' ');
  return parts[parts.length - 1] ?? full;
}

/** "bà Sa Rươl"; the full name when no title can be given. */
export function called(someone: Someone, today: string, words: CallWords): string {
  const title = titleOf(someone, today, words);
  return title ? `${title} ${givenName(someone.name)}` : bareName(someone.name);
}

/** "bà Thạch Thị Sa Rươl", for lists. */
export function titled(someone: Someone, today: string, words: CallWords): string {
  const title = titleOf(someone, today, words);
  return title ? `${title} ${bareName(someone.name)}` : bareName(someone.name);
}

/** A household's name as written may carry its title ("Bà Thạch Thị Đen", "Hộ ông Tư"). */
export function writtenTitle(name: string): string | null {
  const first = withoutHousehold(name).split(' ')[0] ?? '';
  return TITLES.includes(first.toLocaleLowerCase('vi')) ? first.toLocaleLowerCase('vi') : null;
}

const withoutHousehold = (name: string): string => name.trim().replace(/^hộ\s+/iu, '').replace(/\s+/g, ' ');

export function bareName(name: string): string {
  const rest = withoutHousehold(name);
  const title = writtenTitle(rest);
  return title ? rest.slice(title.length).trim() || rest : rest;
}

export const raised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
