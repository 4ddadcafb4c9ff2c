// Runs the browser tests: node e2e/run.mjs [part of a name …]. E2E_JOBS: how many at once. The last line sums up.
// E2E_IMAGES=1: makes the pictures of README and of the guides instead.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser } from './lib/browser.mjs';
import { GUIDE_TESTS, guide } from './lib/guide.mjs';
import { E2E, GANDAN, OUT } from './lib/places.mjs';
import { pictures } from './lib/pictures.mjs';

const images = Boolean(process.env.E2E_IMAGES);
if (images) await pictures();

const wanted = images ? GUIDE_TESTS : process.argv.slice(2);
const jobs = Number(process.env.E2E_JOBS ?? 2);
const PATIENCE = 180_000;

if (!wanted.length) for (const part of ['screens', 'marks', 'logs']) rmSync(join(OUT, part), { recursive: true, force: true });
console.log(`browser tests of ${GANDAN}`);
const tests = [];
for (const file of readdirSync(join(E2E, 'tests')).sort()) {
  const { default: cases } = await import(join(E2E, 'tests', file));
  for (const [name, run] of Object.entries(cases)) tests.push({ name: `${file.replace('.mjs', '')}: ${name}`, run });
}
const queue = tests.filter(({ name }) => !wanted.length || wanted.some((part) => name.includes(part)));
let passed = 0;
const failed = [];
const began = Date.now();

async function worker() {
  for (let test = queue.shift(); test; test = queue.shift()) {
    const from = Date.now();
    let timer;
    const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error('took too long')), PATIENCE)));
    try {
      await Promise.race([test.run(), late]);
      passed += 1;
      console.log(`ok      ${test.name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed.push(test.name);
      console.log(`FAILED  ${test.name} (${((Date.now() - from) / 1000).toFixed(1)} s)\n${String(error.stack ?? error).replace(/^/gm, '        ')}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

await Promise.all(Array.from({ length: jobs }, worker));
await closeBrowser();
if (images && !failed.length) guide();
for (const name of failed) console.log(`failed: ${name}`);
console.log(`took ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
