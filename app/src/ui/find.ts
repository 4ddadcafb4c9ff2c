// Finding Vietnamese names as one types: "nguyen van a" finds "Nguyễn Văn Á". Folds as the server does (crates/base/src/fold.rs).

/** Text as one searches for it: no marks, small letters, đ and ð as d, runs of anything but letters and digits as one space. */
export const fold = (text: string): string => folding(text).folded;

const MARK = /\p{M}/u;
const WORD = /[\p{Alphabetic}\p{N}]/u;

/** Folded, and for each of its characters the place in `text` that it stands for. */
function folding(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let gap = false;
  let at = 0;
  for (const letter of text) {
    for (const part of letter.normalize('NFD')) {
      if (MARK.test(part)) continue;
      for (const small of part.toLowerCase()) {
        if (MARK.test(small)) continue;
        const one = small === 'đ' || small === 'ð' ? 'd' : WORD.test(small) ? small : '';
        if (one && gap && folded) {
          folded += ' ';
          places.push(at);
        }
        gap = !one;
        folded += one;
        for (let unit = 0; unit < one.length; unit++) places.push(at);
      }
    }
    at += letter.length;
  }
  return { folded, places };
}

/** The words to look for; empty when nothing was typed. */
export const termsOf = (query: string): string[] => fold(query).split(' ').filter(Boolean);

/** Every term begins a word of the text, so that "an" finds "Văn An" and not "Lan". */
export function matches(folded: string, terms: string[]): boolean {
  return terms.every((term) => beginsWord(folded, term) >= 0);
}

function beginsWord(folded: string, term: string): number {
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    if (at === 0 || folded[at - 1] === ' ') return at;
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
  const { folded, places } = folding(whole);
  const hits = new Array<boolean>(whole.length).fill(false);
  for (const term of terms) {
    const at = beginsWord(folded, term);
    // To where the next letter begins: what was folded away in between belongs to the letter before it.
    if (at >= 0) hits.fill(true, places[at], (places[at + term.length - 1] ?? 0) + 1);
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
