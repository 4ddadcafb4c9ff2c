// The one way to the store: one writer at a time across tabs, on disk first, then in memory.

import { Book, type State } from './book';
import { StoreFailed, type Change, type Locks, type Store } from './ports';

export class Ledger {
  readonly book = new Book();

  constructor(
    private readonly store: Store,
    private readonly locks: Locks,
    /** Told after every write and every reading-in of another tab's. */
    private readonly changed: (changes: Change[] | null) => void = () => undefined,
  ) {}

  /** The book as it is on disk now. */
  read(): Promise<Book> {
    return this.locks.run('gandan-store', async () => {
      await this.#refresh();
      return this.book;
    });
  }

  /** Works out changes from the book as it is, and makes them: all or none. */
  write(work: (book: Book) => Change[] | Promise<Change[]>): Promise<void> {
    return this.locks.run('gandan-store', async () => {
      await this.#refresh();
      const changes = numbered(this.book, await work(this.book));
      if (changes.length === 0) return;
      try {
        await this.store.commit(changes);
      } catch (cause) {
        throw new StoreFailed(cause);
      }
      this.book.apply(changes);
      this.changed(changes);
    });
  }

  async #refresh(): Promise<void> {
    if (!(await this.store.stale())) return;
    const read = await readAll(this.store);
    this.book.empty();
    this.book.apply(read);
    this.changed(null);
  }
}

const READ = ['state', 'records', 'cursors', 'outbox', 'shelf', 'refused', 'drafts'] as const;

async function readAll(store: Store): Promise<Change[]> {
  const tables = await Promise.all(READ.map((table) => store.all(table)));
  return READ.flatMap((table, i) => [...(tables[i] ?? [])].map(([key, value]) => ({ table, key, value })));
}

/** All that changes the state, joined into one write of it with the next number. */
function numbered(book: Book, changes: Change[]): Change[] {
  if (changes.length === 0) return [];
  const states = changes.filter((change) => change.table === 'state').map((change) => change.value as Partial<State>);
  const state: State = Object.assign({}, book.state, ...states, { seq: book.state.seq + 1 });
  return [...changes.filter((change) => change.table !== 'state'), { table: 'state', key: 'state', value: state }];
}
