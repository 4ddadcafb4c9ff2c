// A new version of the app comes while the outbox is full: nothing of it is lost, and the page moves only when asked.

import { PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { front } from '../lib/new-version.mjs';
import { look } from '../lib/look.mjs';
import { installed, join, recordVisit, unlock, waits } from '../lib/steps.mjs';
import { until } from '../lib/server.mjs';
import { equal, inWorld } from '../lib/test.mjs';

const caches = (phone) => phone.page.evaluate(async () => (await globalThis.caches.keys()).filter((name) => name.startsWith('gandan-')));

/** The phone has looked for a new version and has it. */
async function found(phone) {
  await phone.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until('the new version waits', () => phone.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)));
}

/** Nothing is kept of the version before. */
async function tookOver(phone, before) {
  let kept;
  await until('the new version has taken over', async () => {
    kept = await caches(phone).catch(() => before);
    return kept.length === 1 && kept[0] !== before[0];
  });
  return kept;
}

const newVersion = inWorld('new-version', async (world, people) => {
  const between = await front(world);
  try {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(between.url, PHONE, 'vi');
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await installed(phone);
    const old = await caches(phone);
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await recordVisit(phone, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 1 });
    between.release();
    // The network that comes back brings the new version, and takes no work away before it is sent.
    await phone.page.route('**/api/sync', (route) => route.abort());
    await phone.offline(false);
    await found(phone);
    await waits(phone, 2);
    // At a word of the person: the page loads again. Never asked for in the middle of a visit.
    await phone.sees(phone.w.ui.update.text);
    await look(phone, 'today-new-version');
    await recordVisit(phone, 'Quỳnh', { person: 'Quỳnh', level: 2, stopAt: 'what' });
    equal(await phone.page.getByText(phone.w.ui.update.text).count(), 0, 'offers of a new version in the middle of a visit');
    await phone.page.goBack();
    await phone.page.goBack();
    await phone.page.goBack();
    await phone.sees(phone.heading(phone.w.fieldwork.today.title));
    await phone.tap(phone.button(phone.w.fieldwork.today.drop));
    await phone.tap(phone.page.getByRole('dialog').getByRole('button', { name: phone.w.fieldwork.today.drop }));
    await phone.tap(phone.button(phone.w.ui.update.use));
    await unlock(phone);
    await waits(phone, 2);
    const second = await tookOver(phone, old);

    // Without one: at the next start.
    between.release();
    await found(phone);
    await phone.off();
    await phone.on();
    await phone.page.route('**/api/sync', (route) => route.abort());
    await phone.open('/');
    await tookOver(phone, second);
    await phone.page.waitForLoadState('load');
    await unlock(phone);
    await waits(phone, 2);
    await phone.page.unroute('**/api/sync');
    await phone.page.reload();
    await unlock(phone);
    await counted(world, hamlet, before.met + 2);
    equal((await caches(phone)).length, 1, 'versions kept');
  } finally {
    await between.close();
  }
});

export default { 'worker update with a full outbox': newVersion };
