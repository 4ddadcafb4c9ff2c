// A spreadsheet that was downloaded, cell by cell: just enough of a zip and of OOXML to look into what the server wrote.

import { inflateRawSync } from 'node:zlib';

/** The parts of a zip by their names. */
function parts(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const found = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, name, extra, comment] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const head = bytes.readUInt32LE(at + 42);
    const begin = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const held = bytes.subarray(begin, begin + packed);
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), (method === 0 ? held : inflateRawSync(held)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return found;
}

const plain = (xml) => xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

/** The first sheet: `cells` by address (numbers as numbers), `merges` as addresses, and whether any cell is a formula. */
export function firstSheet(bytes) {
  const files = parts(bytes);
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) => plain(xml));
  const sheet = files.get('xl/worksheets/sheet1.xml');
  const cells = new Map();
  for (const [, attributes, inside] of sheet.matchAll(/<c ([^>]*[^/>])>(.*?)<\/c>/gs)) {
    const address = /r="([A-Z]+\d+)"/.exec(attributes)[1];
    const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? '';
    cells.set(address, /t="s"/.test(attributes) ? shared[Number(value)] : Number(value));
  }
  const merges = [...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref]) => ref);
  return { name: plain(/<sheet name="([^"]*)"/.exec(files.get('xl/workbook.xml'))[1]), cells, merges, formulas: /<f[ >]/.test(sheet) };
}
