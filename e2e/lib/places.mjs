// Where things lie. E2E_PROGRAM: another program to test than the one that was built last.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const E2E = dirname(dirname(fileURLToPath(import.meta.url)));
export const REPO = dirname(E2E);
export const APP = join(REPO, 'app');
export const DATA = join(E2E, 'data');
export const OUT = join(E2E, 'out');
export const IMAGES = join(REPO, 'docs/images');
export const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';

mkdirSync(OUT, { recursive: true });

function program() {
  if (process.env.E2E_PROGRAM) return process.env.E2E_PROGRAM;
  const built = ['release', 'debug'].map((profile) => join(REPO, 'target', profile, 'gandan')).filter((file) => existsSync(file));
  if (!built.length) throw new Error('no gandan program: make release, or cargo build -p gandan');
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

export const GANDAN = program();
