// Types of every message, from the server's own description. Without that file there is nothing to do, and nothing wrong.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const contract = '../openapi.json';
if (!existsSync(contract)) {
  console.log(`${contract} is not there: src/lib/api-types.ts stays as it is`);
} else {
  const made = spawnSync('npx', ['--no-install', 'openapi-typescript', contract, '-o', 'src/lib/api-types.ts'], { stdio: 'inherit' });
  process.exit(made.status ?? 1);
}
