// The app's own words in both languages, so that a test says what to tap the way the screen does.

import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { APP, OUT } from './places.mjs';

const require = createRequire(join(APP, 'package.json'));
const ts = require('typescript');

async function catalogue(language) {
  const from = join(APP, 'src/i18n', language);
  const to = join(OUT, 'words', language);
  mkdirSync(to, { recursive: true });
  const rooms = {};
  for (const file of readdirSync(from).filter((name) => name.endsWith('.ts'))) {
    const source = ts.transpileModule(readFileSync(join(from, file), 'utf8'), { compilerOptions: { module: 'esnext', target: 'es2022' } });
    // One file may bring words of another in.
    writeFileSync(join(to, file.replace('.ts', '.mjs')), source.outputText.replace(/from '(\.\/\w+)'/g, "from '$1.mjs'"));
  }
  for (const file of readdirSync(from).filter((name) => name.endsWith('.ts'))) {
    const name = file.replace('.ts', '');
    rooms[name] = (await import(pathToFileURL(join(to, `${name}.mjs`)))).default;
  }
  return rooms;
}

const known = { vi: await catalogue('vi'), en: await catalogue('en') };

/** `words('vi').fieldwork.today.record` */
export const words = (language) => known[language];
