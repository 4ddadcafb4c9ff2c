// One file on its way into the book: chosen, looked at as often as somebody corrects something, written.

import { SvelteSet } from 'svelte/reactivity';
import { Act } from '../desk/act.svelte';
import { ApiError } from '../desk/api';
import { preview, write } from './api';
import { countsOf, keyOf, kindOf, placeOf } from './rows';
import type { Correction, ListBody, ListRow, Place, Refusal } from './types';
import { words } from './words';

/** What the server takes: crates/sheets/src/limits.rs. */
const LARGEST = 20 * 1024 * 1024;

export class Import {
  step = $state<'choose' | 'preview' | 'done'>('choose');
  name = $state('');
  /** What the server made of the file. */
  list = $state.raw<ListBody | null>(null);
  columns = $state.raw<Correction[]>([]);
  out = $state.raw<Place[]>([]);
  /** Doubtful rows that somebody has found right. */
  readonly accepted = new SvelteSet<string>();
  doing = $state<'reading' | 'again' | 'writing' | null>(null);
  /** How much of the file has gone, from 0 to 1. */
  sent = $state(0);
  refusal = $state.raw<Refusal | null>(null);
  readonly act = new Act(() => words.lists.refusals);
  #file: Blob | null = null;

  readonly rows = $derived(this.list?.rows ?? []);
  readonly counts = $derived(countsOf(this.rows, this.accepted));
  readonly mistakes = $derived(this.list?.mistakes ?? []);

  constructor(private readonly unit: string) {}

  /** Opens a file. Its bytes are kept, since it may be saved again while somebody looks. */
  take = async (file: File): Promise<void> => {
    const { choose } = words.lists;
    this.drop();
    this.name = file.name;
    if (file.size > LARGEST) return this.#say(choose.tooLarge(String(Math.ceil(file.size / 1024 / 1024))));
    try {
      this.#file = new Blob([await file.arrayBuffer()]);
    } catch {
      return this.#say(choose.unreadable);
    }
    await this.read();
  };

  /** Reads it for the first time, or again after a network that failed it. */
  read = async (): Promise<void> => {
    if (await this.#ask('reading', {})) this.step = 'preview';
  };

  get canRead(): boolean {
    return this.#file !== null;
  }

  correct = (sheet: string, column: number, meaning: string): Promise<boolean> => {
    const others = this.columns.filter(([s, c]) => s !== sheet || c !== column);
    return this.#ask('again', { columns: [...others, [sheet, column, meaning]] });
  };

  leave = (row: ListRow): Promise<boolean> => this.#ask('again', { out: [...this.out, placeOf(row)] });

  takeAfterAll = (row: ListRow): Promise<boolean> =>
    this.#ask('again', { out: this.out.filter(([sheet, at]) => sheet !== row.sheet || at !== row.row) });

  /** Writes it. What is still to be looked at stays out. */
  write = async (): Promise<void> => {
    const open = this.rows.filter((row) => kindOf(row, this.accepted) === 'ask').map(placeOf);
    if (await this.#ask('writing', { out: [...this.out, ...open] })) this.step = 'done';
  };

  accept = (row: ListRow): void => void this.accepted.add(keyOf(row));
  doubt = (row: ListRow): void => void this.accepted.delete(keyOf(row));

  drop = (): void => {
    Object.assign(this, { step: 'choose', name: '', list: null, columns: [], out: [], refusal: null });
    this.#file = null;
    this.accepted.clear();
    this.act.problem = null;
  };

  /** What was found right is to be looked at again where the row now says something else. */
  #askAnew(rows: ListRow[]): void {
    const said = new Map(this.rows.map((row) => [keyOf(row), row.warnings.join()]));
    for (const row of rows) if (said.get(keyOf(row)) !== row.warnings.join()) this.accepted.delete(keyOf(row));
  }

  #say(text: string): void {
    this.act.problem = text;
  }

  async #ask(doing: 'reading' | 'again' | 'writing', changed: { columns?: Correction[]; out?: Place[] }): Promise<boolean> {
    const file = this.#file;
    if (!file || this.act.busy) return false;
    const asked = { name: this.name, columns: changed.columns ?? this.columns, out: changed.out ?? this.out };
    Object.assign(this, { doing, sent: 0, refusal: null });
    const done = await this.act.run(async () => {
      try {
        const list = await (doing === 'writing' ? write : preview)(this.unit, file, asked, (share) => (this.sent = share));
        this.#askAnew(list.rows);
        this.list = list;
      } catch (cause) {
        if (cause instanceof ApiError && cause.code === 'list_refused') this.refusal = cause.params as unknown as Refusal;
        throw cause;
      }
    });
    if (done) Object.assign(this, { columns: asked.columns, out: asked.out });
    this.doing = null;
    return done;
  }
}
