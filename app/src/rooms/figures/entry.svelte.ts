// What is being typed into a table of figures. It is kept on this computer with every letter, until the server has it.

import { figure, spread } from './paste';
import type { Entering, Table } from './types';
import { sentOf } from './value';

interface Kept {
  texts: Record<string, string>;
  document: string;
  asOf: string;
}

const cellKey = (unit: string, item: string): string => `${unit} ${item}`;

export class Entry {
  /** By unit and item; a cell that nobody touched is not here. */
  texts = $state<Record<string, string>>({});
  document = $state('');
  asOf = $state('');
  /** What was typed before this visit was found again. */
  found = $state(false);
  readonly #key: string;

  constructor(
    readonly table: Table,
    account: string,
  ) {
    this.#key = `gandan.sent.${account}.${table.unit.id}.${table.indicator.code}.${table.period.key}`;
    this.asOf = table.last_day;
    const kept = this.#read();
    if (!kept) return;
    this.texts = kept.texts;
    this.document = kept.document;
    if (kept.asOf) this.asOf = kept.asOf;
    this.found = this.changed.length > 0;
  }

  get units() {
    return [this.table.own, ...this.table.rows];
  }

  get items(): string[] {
    return this.table.indicator.fields.map((field) => field.item);
  }

  text(unit: string, item: string): string {
    const typed = this.texts[cellKey(unit, item)];
    if (typed !== undefined) return typed;
    const sent = this.#sent(unit, item);
    return sent === null ? '' : String(sent);
  }

  type(unit: string, item: string, text: string): void {
    this.texts[cellKey(unit, item)] = text;
    this.save();
  }

  /** Puts a column where it was pasted; says how many figures came, and how many lines fit nowhere. */
  paste(text: string, unit: string, item: string): { cells: number; left: number } {
    const units = this.units.map((row) => row.unit);
    const { cells, left } = spread(text, { units, items: this.items, unit, item });
    for (const [to, into, value] of cells) this.texts[cellKey(to, into)] = value;
    this.save();
    return { cells: cells.length, left };
  }

  wrong(unit: string, item: string): boolean {
    return figure(this.text(unit, item)) === 'wrong';
  }

  /** Cells that say something else than what was sent. */
  get changed(): { unit: string; item: string; value: number | null; saw: number }[] {
    return this.units.flatMap(({ unit, cells }) =>
      cells.flatMap((cell) => {
        if (this.texts[cellKey(unit.id, cell.item)] === undefined) return [];
        const value = figure(this.text(unit.id, cell.item));
        if (value === 'wrong' || value === sentOf(cell)) return [];
        return [{ unit: unit.id, item: cell.item, value, saw: cell.now?.revision ?? 0 }];
      }),
    );
  }

  get wrongs(): number {
    return this.units.reduce((sum, { unit, cells }) => sum + cells.filter((cell) => this.wrong(unit.id, cell.item)).length, 0);
  }

  /** The first unit whose part is more than its whole. */
  get over(): { unit: string; part: string; whole: string } | null {
    const [part, whole] = this.table.indicator.share ?? [];
    if (!part || !whole) return null;
    for (const { unit } of this.units) {
      const [a, b] = [part, whole].map((item) => figure(this.text(unit.id, item)));
      if (typeof a === 'number' && typeof b === 'number' && a > b) return { unit: unit.full_name, part, whole };
    }
    return null;
  }

  asked(): Entering {
    return { period: this.table.period.key, as_of: this.table.indicator.on_day ? this.asOf : null, document: this.document.trim(), rows: this.changed };
  }

  save(): void {
    const kept: Kept = { texts: this.texts, document: this.document, asOf: this.asOf };
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // A full or forbidden store: the page itself still has it.
    }
  }

  forget(): void {
    this.texts = {};
    this.document = '';
    this.found = false;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // There was none, then.
    }
  }

  #sent(unit: string, item: string): number | null {
    const cell = this.units.find((row) => row.unit.id === unit)?.cells.find((one) => one.item === item);
    return cell ? sentOf(cell) : null;
  }

  #read(): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }
}
