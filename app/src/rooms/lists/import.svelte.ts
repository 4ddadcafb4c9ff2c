// One file on its way into the book: chosen, looked at as often as somebody corrects something, written.

import { SvelteSet } from 'svelte/reactivity';
import { Act } from '../desk/act.svelte';
import { ApiError } from '../desk/api';
import { preview, write } from './api';
import { countsOf, keyOf, kindOf, placeOf } from './rows';
import type { Asked, Basis, ListBody, ListKind, ListRow, Mended, Place, Refusal } from './types';
import { words } from './words';

/** What the server takes: crates/sheets/src/limits.rs. */
const LARGEST = 20 * 1024 * 1024;

type Said = Required<Pick<Asked, 'columns' | 'leave_out' | 'settled' | 'values'>>;
const NOTHING: Said = { columns: [], leave_out: [], settled: [], values: [] };

const isOf = (row: ListRow, place: Place): boolean => place.sheet === row.sheet && place.row === row.row;

export class Import {
  step = $state<'choose' | 'preview' | 'done'>('choose');
  name = $state('');
  /** What the server made of the file. */
  list = $state.raw<ListBody | null>(null);
  kind = $state<ListKind>('roster');
  /** What was said of columns, rows and values. */
  said = $state.raw<Said>(NOTHING);
  /** By what right protected values are kept; null: only counts are. */
  basis = $state.raw<Basis | null>(null);
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

  constructor(
    private readonly unit: string,
    kind: ListKind,
  ) {
    this.kind = kind;
  }

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

  /** The same file as the other kind of list. */
  readAs = async (kind: ListKind): Promise<void> => {
    this.kind = kind;
    await this.read();
  };

  correct = (sheet: string, column: number, meaning: string): Promise<boolean> => {
    const columns = (this.said.columns ?? []).filter((one) => one.sheet !== sheet || one.column !== column);
    return this.#ask('again', { columns: [...columns, { sheet, column, meaning }] });
  };

  leave = (row: ListRow): Promise<boolean> => this.#ask('again', { leave_out: [...this.said.leave_out, placeOf(row)] });

  takeAfterAll = (row: ListRow): Promise<boolean> => this.#ask('again', { leave_out: this.said.leave_out.filter((one) => !isOf(row, one)) });

  /** Whether a row is the one of the book whom it may be. */
  settle = (row: ListRow, same: boolean): Promise<boolean> => {
    const settled = this.said.settled.filter((one) => !isOf(row, one));
    return this.#ask('again', { settled: [...settled, { ...placeOf(row), same }] });
  };

  /** Values of a row in place of what its cells say. */
  mend = (row: ListRow, fields: Record<string, string>): Promise<boolean> => {
    const values = this.said.values.filter((one) => !isOf(row, one) || fields[one.field] === undefined);
    const added = Object.entries(fields).map(([field, value]) => ({ ...placeOf(row), field, value }));
    return this.#ask('again', { values: [...values, ...added] });
  };

  /** The row as the file has it. */
  unmend = (row: ListRow): Promise<boolean> => this.#ask('again', { values: this.mendedOf(row, true) });

  /** What was mended of a row, or of all others. */
  mendedOf = (row: ListRow, others = false): Mended[] => this.said.values.filter((one) => isOf(row, one) !== others);

  /** Writes it. What is still to be looked at stays out. */
  write = async (): Promise<void> => {
    const open = this.rows.filter((row) => kindOf(row, this.accepted) === 'ask').map(placeOf);
    if (await this.#ask('writing', { leave_out: [...this.said.leave_out, ...open] })) this.step = 'done';
  };

  accept = (row: ListRow): void => void this.accepted.add(keyOf(row));
  doubt = (row: ListRow): void => void this.accepted.delete(keyOf(row));

  drop = (): void => {
    Object.assign(this, { step: 'choose', name: '', list: null, said: NOTHING, basis: null, refusal: null });
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

  async #ask(doing: 'reading' | 'again' | 'writing', changed: Partial<Said>): Promise<boolean> {
    const file = this.#file;
    if (!file || this.act.busy) return false;
    const said = { ...this.said, ...changed };
    const asked = { ...said, name: this.name, basis: this.basis };
    const sending = { unit: this.unit, kind: this.kind, file, onsent: (share: number) => void (this.sent = share) };
    Object.assign(this, { doing, sent: 0, refusal: null });
    const done = await this.act.run(async () => {
      try {
        const list = await (doing === 'writing' ? write : preview)(sending, asked);
        this.#askAnew(list.rows);
        this.list = list;
      } catch (cause) {
        if (cause instanceof ApiError && cause.code === 'list_refused') this.refusal = cause.params as unknown as Refusal;
        throw cause;
      }
    });
    if (done) this.said = said;
    this.doing = null;
    return done;
  }
}
