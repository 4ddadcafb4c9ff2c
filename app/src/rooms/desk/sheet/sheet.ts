// What is seen at the desk, on a sheet that stands on its own: title, what it is about, headings, rows. One shape for paper
// and for both kinds of files, so that they say the same.

import { csv, type Cell } from '../../insight/csv';
import { ApiError, troubleOf } from '../api';

export type { Cell };

export interface Sheet {
  /** What it is called; the file is called so too. */
  title: string;
  /** Under the title, a line each: the unit, the period, as of when, how it was counted. */
  meta: string[];
  columns: string[];
  /** Null is not known, never 0. */
  rows: Cell[][];
}

/** No system takes these in the name of a file. */
export const fileName = (title: string, ending: string): string => `${title.replace(/[\\/:*?"<>|]/g, '-').trim().slice(0, 120)}.${ending}`;

export const sheetCsv = ({ title, meta, columns, rows }: Sheet): string => csv([[title], ...meta.map((line): Cell[] => [line]), [], columns, ...rows]);

export function saveCsv(sheet: Sheet): void {
  keep(fileName(sheet.title, 'csv'), new Blob([sheetCsv(sheet)], { type: 'text/csv;charset=utf-8' }));
}

/** The server writes the workbook; it looks nothing up. Fails like the desk's other requests. */
export async function saveXlsx(sheet: Sheet): Promise<void> {
  let response: Response;
  try {
    const headers = { 'x-gandan': '1', 'content-type': 'application/json' };
    response = await fetch('/api/tables.xlsx', { method: 'POST', credentials: 'same-origin', cache: 'no-store', headers, body: JSON.stringify(sheet) });
  } catch {
    throw new ApiError('offline');
  }
  if (!response.ok) throw new ApiError(troubleOf(response.status), response.status);
  keep(fileName(sheet.title, 'xlsx'), await response.blob());
}

function keep(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox reads the file after click() has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
