// Who has a book on this phone: a few words outside of the databases. They tell a book that the browser threw away from one
// that never was, and name the people to choose from before anybody has typed a PIN.

const NAME = 'gandan.people';
/** The one word that phones of one person kept. */
const OLD = 'gandan.book';

/** 'left': gone of their own will; only sealed copies may still be here. */
export type Mark = 'book' | 'revoked' | 'left';

export interface Entry {
  /** '' is the first book of a phone. */
  slot: string;
  /** Empty until a book that is older than this register was opened once. */
  name: string;
  account: string;
  mark: Mark;
}

const isMark = (value: unknown): value is Mark => value === 'book' || value === 'revoked' || value === 'left';

function read(value: unknown): Entry | null {
  const { slot, name, account, mark } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return typeof slot === 'string' && isMark(mark) ? { slot, mark, name: typeof name === 'string' ? name : '', account: typeof account === 'string' ? account : '' } : null;
}

export function entries(): Entry[] {
  try {
    const kept = localStorage.getItem(NAME);
    if (kept) return (JSON.parse(kept) as unknown[]).map(read).filter((one): one is Entry => one !== null);
    const old = localStorage.getItem(OLD);
    return old === null ? [] : [{ slot: '', name: '', account: '', mark: old === 'revoked' ? 'revoked' : 'book' }];
  } catch {
    return [];
  }
}

function write(list: Entry[]): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(list));
    localStorage.removeItem(OLD);
  } catch {
    // Without it the books are found by their databases; only names and reasons are missing.
  }
}

/** Notes somebody, or what has changed about them. */
export function enter(slot: string, patch: Partial<Omit<Entry, 'slot'>>): void {
  const list = entries();
  const known = list.find((one) => one.slot === slot) ?? { slot, name: '', account: '', mark: 'book' };
  write([...list.filter((one) => one.slot !== slot), { ...known, ...patch }].sort((a, b) => Number(a.slot || 1) - Number(b.slot || 1)));
}

export function strike(slot: string): void {
  write(entries().filter((one) => one.slot !== slot));
}

/** The database of a slot; the first has the name that it has always had. */
export const nameOf = (slot: string): string => (slot ? `gandan.${slot}` : 'gandan');
const slotOf = (name: string | undefined): string | null => (name === 'gandan' ? '' : (/^gandan\.(\d+)$/.exec(name ?? '')?.[1] ?? null));

/** Every slot that may hold something: what the register says, and what the browser has. */
export async function slots(): Promise<string[]> {
  const found = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const all = ['', ...entries().map((one) => one.slot), ...found.map((one) => slotOf(one.name)).filter((one) => one !== null)];
  return [...new Set(all)].sort((a, b) => Number(a || 1) - Number(b || 1));
}
