// Whether there is a book on this phone, outside of the database: tells one whose book the browser threw away from one that
// never had one.

const NAME = 'gandan.book';

export function marked(): boolean {
  try {
    return localStorage.getItem(NAME) !== null;
  } catch {
    return false;
  }
}

export function mark(there: boolean): void {
  try {
    if (there) localStorage.setItem(NAME, '1');
    else localStorage.removeItem(NAME);
  } catch {
    // Without the mark an eviction looks like a phone that never joined: the words differ, nothing else.
  }
}
