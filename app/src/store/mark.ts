// One word about this phone, outside of the database: tells one whose book the browser threw away, and one that was taken off
// the list, from one that never had a book.

const NAME = 'gandan.book';
const WORDS = { book: '1', revoked: 'revoked' } as const;
export type Mark = keyof typeof WORDS;

export function marked(): Mark | null {
  try {
    const word = localStorage.getItem(NAME);
    return word === null ? null : word === WORDS.revoked ? 'revoked' : 'book';
  } catch {
    return null;
  }
}

export function mark(as: Mark | null): void {
  try {
    if (as) localStorage.setItem(NAME, WORDS[as]);
    else localStorage.removeItem(NAME);
  } catch {
    // Without the mark it looks like a phone that never joined: the words differ, nothing else.
  }
}
