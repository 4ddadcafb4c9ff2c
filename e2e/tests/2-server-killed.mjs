// The server dies in the middle of what a phone sends, and comes back.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look } from '../lib/look.mjs';
import { allSent, goTo, join, recordVisit, waits } from '../lib/steps.mjs';
import { inWorld } from '../lib/test.mjs';

function killed(size, language) {
  return inWorld(`killed-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, await world.invite(hamlet, 'Danh Minh Tuấn'));
    await phone.offline();
    for (const home of ['Mỹ Ẩm', 'Thị Ngỡ', 'Quỳnh']) await recordVisit(phone, home, { person: home, level: 4 });
    await waits(phone, 3);
    // It goes down with the first bytes of the push.
    const asked = phone.page.waitForRequest((request) => request.url().endsWith('/api/sync'));
    await phone.offline(false);
    await asked;
    await world.kill();
    await waits(phone, 3).catch(() => undefined);
    await recordVisit(phone, 'Hoàng Đễ', { person: 'Hoàng Đễ', level: 3 });
    await goTo(phone, 'work');
    await phone.sees(phone.heading(w.work.title));
    await look(phone, 'work-server-gone');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: w.work.waiting.row(0).replace('0', '').trim() }).first());
    await phone.sees(phone.heading(w.work.waiting.title));
    await phone.tap(phone.button(w.work.waiting.sendNow));
    // It says so, and that nothing is lost.
    await phone.sees(w.work.waiting.trouble.offline.title);
    await look(phone, 'waiting-server-gone');

    await world.start();
    await phone.tap(phone.button(w.work.waiting.sendNow));
    await phone.sees(w.work.waiting.empty.title);
    await goTo(phone, 'today');
    await allSent(phone);
    await counted(world, hamlet, before.met + 4);
  });
}

export default {
  'killed while a phone pushes, vi': killed(PHONE, 'vi'),
  'killed while a phone pushes, en': killed(DESK, 'en'),
};
