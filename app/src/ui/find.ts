// Finding Vietnamese names as one types: "nguyen van a" finds "Nguyễn Văn Á", đ = d.

/** Folded so that each character of the answer stands for exactly one of `text` in composed form. */
export function fold(text: string): string {
  let folded = '';
  for (const letter of text.normalize('NFC')) folded += foldLetter(letter);
  return folded;
}

const MARKS = /[\u0300-\u036f]/g;

function foldLetter(letter: string): string {
  const low = letter.toLowerCase();
  if (low === 'đ') return 'd';
  const bare = low.normalize('NFD').replace(MARKS, '');
  return bare.length === letter.length ? bare : letter;
}

/** The words to look for; empty when nothing was typed. */
export const termsOf = (query: string): string[] => fold(query).trim().split(/\s+/).filter(Boolean);

/** Every term begins a word of the text, so that "an" finds "Văn An" and not "Lan". */
export function matches(folded: string, terms: string[]): boolean {
  return terms.every((term) => beginsWord(folded, term) >= 0);
}

function beginsWord(folded: string, term: string): number {
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')) return at;
  }
  return -1;
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** The text in pieces, what was looked for marked; neighbouring marks joined over the space between them. */
export function pieces(text: string, terms: string[]): Piece[] {
  const whole = text.normalize('NFC');
  const folded = fold(whole);
  const hits = new Array<boolean>(whole.length).fill(false);
  for (const term of terms) {
    const at = beginsWord(folded, term);
    if (at >= 0) hits.fill(true, at, at + term.length);
  }
  for (let i = 1; i < whole.length - 1; i++) if (whole[i] === ' ' && hits[i - 1] && hits[i + 1]) hits[i] = true;
  const out: Piece[] = [];
  for (let i = 0; i < whole.length; i++) {
    const last = out[out.length - 1];
    if (last && last.hit === hits[i]) last.text += whole[i];
    else out.push({ text: whole[i] ?? '', hit: hits[i] ?? false });
  }
  return out;
}
