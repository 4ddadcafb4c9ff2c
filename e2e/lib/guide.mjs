// The pictures in the guides: screens that the browser tests took, under the names that the guides call them by.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGES, OUT } from './places.mjs';

/** [picture in Vietnamese, in English, screen, width] */
const SCREENS = [
  ['buoi', 'session', 'session-0-kinds', 360],
  ['xin-phep', 'consent', 'consent-ask', 360],
  ['chia-ho', 'share-out', 'share-evenly', 360],
  ['phan-tich', 'analysis', 'analysis-trend', 1280],
];

/** The tests that take them. */
export const GUIDE_TESTS = ['m-activities', 'n-analysis', 'p-my-work', 'r-consent'];

export function guide() {
  for (const [vi, en, screen, width] of SCREENS) {
    for (const [language, name] of [['vi', vi], ['en', en]]) {
      mkdirSync(join(IMAGES, language), { recursive: true });
      copyFileSync(join(OUT, 'screens', `${screen}-${language}-${width}.png`), join(IMAGES, language, `${name}.png`));
    }
  }
}
