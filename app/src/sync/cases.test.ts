// The scripted cases against a server in memory. `npm run cases` plays the same against a real one.

import { describe, test } from 'vitest';
import { cases } from './testing/cases';
import { seeded } from './testing/chance';
import { MemoryWorld } from './testing/memory-world';
import { Play } from './testing/play';

describe('scripted cases, server in memory', () => {
  for (const script of cases()) test(script.name, () => new Play(new MemoryWorld(), seeded(1).bytes).run(script));
});
