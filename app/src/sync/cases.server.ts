// The scripted cases against a real server: GANDAN_URL=… GANDAN_TOKEN=… npm run cases (testing/http-world.ts says all).

import { describe, test } from 'vitest';
import { random } from '../crypto/bytes';
import { cases } from './testing/cases';
import { HttpWorld, settingsFrom } from './testing/http-world';
import { Play } from './testing/play';

const settings = settingsFrom(process.env);
if (!settings) console.log('scripted cases: not run against a server, GANDAN_URL and GANDAN_TOKEN name none');

describe.skipIf(!settings)('scripted cases, real server', () => {
  for (const script of cases()) {
    const able = { backup: Boolean(settings?.backup && settings.restore), time: settings?.patient };
    const lacks = script.needs?.some((need) => !able[need]);
    test.skipIf(lacks)(script.name, async () => {
      if (settings) await new Play(await HttpWorld.open(settings), () => random(10)).run(script);
    });
  }
});
