// A file of sealed copies taken apart again, without opening any: each says how long it is (seal.ts has the form).

import { text, type Bytes } from './bytes';

const HEAD = 7;

/** The copies one by one; null where the file is something else, or cut off. */
export function copiesIn(file: Bytes): Bytes[] | null {
  const copies: Bytes[] = [];
  for (let at = 0; at < file.length; ) {
    if (at + HEAD > file.length || text(file.subarray(at, at + 3)) !== 'GD1') return null;
    const end = at + HEAD + new DataView(file.buffer, file.byteOffset + at + 3, 4).getUint32(0);
    if (end > file.length) return null;
    copies.push(file.subarray(at, end));
    at = end;
  }
  return copies;
}

/** As much as one request may carry, with room to spare. */
const MOST_BYTES = 512 * 1024;

export function batched(copies: Bytes[], most = MOST_BYTES): Bytes[][] {
  const found: Bytes[][] = [];
  let bytes = Infinity;
  for (const copy of copies) {
    if (bytes + copy.length > most) {
      found.push([]);
      bytes = 0;
    }
    found.at(-1)?.push(copy);
    bytes += copy.length;
  }
  return found;
}
