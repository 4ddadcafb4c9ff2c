import { expect, test } from 'vitest';
import { linesOf } from './ndjson';

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

const read = async (bytes: Uint8Array, at: number[]): Promise<string[]> => {
  const cuts = [0, ...at, bytes.length];
  const lines: string[] = [];
  for await (const line of linesOf(chunks(...cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))))) lines.push(line);
  return lines;
};

test('lines come whole wherever the network cuts, in the middle of a letter too', async () => {
  const bytes = new TextEncoder().encode('{"a":"Ẩn"}\n\n{"b":"đ"}\n');
  for (let i = 0; i <= bytes.length; i++) expect(await read(bytes, [i])).toEqual(['{"a":"Ẩn"}', '{"b":"đ"}']);
});

test('what was cut off is no line', async () => {
  expect(await read(new TextEncoder().encode('{"a":1}\n{"b"'), [])).toEqual(['{"a":1}']);
});
