// The reasons that a phone offers are those that the server counts: one list, data/reasons.csv.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import en from './en/fieldwork';
import vi from './vi/fieldwork';

const cells = (line: string): string[] => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map((found) => found[1] ?? found[2] ?? '');

it('offers the reasons of the list, in its order and words', () => {
  const [, ...lines] = readFileSync('../data/reasons.csv', 'utf8').trim().split('\n').map(cells);
  expect(Object.entries(vi.visit.what.whys)).toEqual(lines.map(([code, , name]) => [code, name]));
  expect(Object.entries(en.visit.what.whys)).toEqual(lines.map(([code, , , name]) => [code, name]));
});
