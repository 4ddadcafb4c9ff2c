// The server is restored from a backup: phones offer again what it does not have, and nothing is counted twice.

import { existsSync } from 'node:fs';
import { join as path } from 'node:path';
import { PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { allSent, join, recordVisit, waits } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

const restored = inWorld('restored', async (world, people) => {
  const hamlet = await world.hamlet('Ấp Giồng Tra');
  const before = await figures(world, hamlet);
  const phone = await people.phone(world.url, PHONE, 'vi');
  await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
  await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
  await allSent(phone);
  await counted(world, hamlet, before.met + 1);
  const backup = path(world.root, 'backup.db');
  await world.command('backup', backup);
  ok(existsSync(backup), 'the backup is a file');

  // Kept by the server, gone with its disk.
  await recordVisit(phone, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 3 });
  await allSent(phone);
  await counted(world, hamlet, before.met + 2);
  await phone.offline();
  await recordVisit(phone, 'Quỳnh', { person: 'Quỳnh', level: 2 });
  await waits(phone, 1);
  await world.kill();
  world.data = path(world.root, 'another-disk');
  await world.command('restore', backup);
  await world.start();
  await counted(world, hamlet, before.met + 1);
  await phone.offline(false);
  await counted(world, hamlet, before.met + 3);
  await allSent(phone);
  // Once more: what was offered again is kept, not doubled.
  await phone.page.reload();
  await phone.page.getByLabel(phone.w.join.unlock.label).fill('493027');
  await allSent(phone);
  await counted(world, hamlet, before.met + 3);
});

export default { 'server restored from a backup': restored };
