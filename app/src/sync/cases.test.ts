// The scripted cases against a server in memory. `npm run cases` plays the same against a real one (GANDAN_URL).

import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'vitest';
import { seeded } from './testing/chance';
import type { Case } from './testing/case';
import { MemoryWorld } from './testing/memory-world';
import { Play } from './testing/play';

const folder = new URL('../../../cases/sync/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case);

describe('scripted cases, server in memory', () => {
  for (const script of cases) {
    test(script.name, () => new Play(new MemoryWorld(), seeded(1).bytes).run(script));
  }
});
