// The scripted cases of the phone's algorithm, played by the algorithm itself against a real server.

import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { APP } from '../lib/places.mjs';
import { inWorld } from '../lib/test.mjs';

const run = promisify(execFile);

/** The cases ask for a backup and for its restoring by a command; both come back here, where the server is in hand. */
async function hands(world) {
  let backups = 0;
  const deeds = {
    '/backup': async () => world.command('backup', join(world.root, `cases-${(backups += 1)}.db`)),
    '/restore': async () => {
      await world.kill();
      world.data = join(world.root, `restored-${backups}`);
      await world.command('restore', join(world.root, `cases-${backups}.db`));
      await world.start();
    },
  };
  const server = createServer((asked, answer) => {
    deeds[asked.url]().then(() => answer.end(), (error) => answer.writeHead(500).end(String(error.stderr ?? error)));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const ask = (deed) => `node -e "fetch('http://127.0.0.1:${server.address().port}/${deed}').then(async (a) => { console.log(await a.text()); process.exit(a.ok ? 0 : 1) })"`;
  return { backup: ask('backup'), restore: ask('restore'), close: () => server.close() };
}

const cases = inWorld('cases', async (world) => {
  const control = await hands(world);
  try {
    const env = { ...process.env, GANDAN_URL: world.url, GANDAN_TOKEN: world.token, GANDAN_COMMUNE: '31930@2024', GANDAN_BACKUP_COMMAND: control.backup, GANDAN_RESTORE_COMMAND: control.restore };
    const { stdout } = await run('npm', ['run', 'cases', '--silent'], { cwd: APP, env, maxBuffer: 1e7 });
    console.log(`        ${stdout.split('\n').find((line) => /Tests /.test(line))?.trim() ?? ''}`);
  } catch (failed) {
    throw new Error(`npm run cases:\n${failed.stdout ?? ''}\n${failed.stderr ?? failed.message}`);
  } finally {
    control.close();
  }
});

export default { 'sync cases against a real server': cases };
