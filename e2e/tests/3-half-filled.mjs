// A half-filled visit is there again after the system killed the browser.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look } from '../lib/look.mjs';
import { choice, installed, join, recordVisit, unlock } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

function halfFilled(size, language) {
  return inWorld(`half-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await installed(phone);
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 2, stopAt: 'what' });
    // One breath, as between a tap and the pocket.
    await phone.page.waitForTimeout(300);
    await phone.kill();
    await phone.on({ offline: true });
    await phone.open('/');
    await unlock(phone);
    await phone.sees(w.fieldwork.today.draft);
    await look(phone, 'today-draft');
    await phone.tap(phone.link(w.fieldwork.today.goOn));
    await phone.sees(phone.heading(w.fieldwork.visit.what.title));
    ok(await choice(phone, w.fieldwork.levels[2]).locator('input').isChecked(), 'the rung that was chosen is still chosen');
    await phone.tap(phone.button(w.fieldwork.visit.what.next, true));
    await phone.tap(phone.button(w.fieldwork.visit.last.save));
    await phone.sees(w.fieldwork.today.saved);
    ok(!(await phone.text(w.fieldwork.today.draft).isVisible()), 'the draft is gone once it is saved');
    await phone.offline(false);
    await counted(world, hamlet, before.met + 1);
  });
}

export default { 'half-filled visit, killed, vi': halfFilled(PHONE, 'vi'), 'half-filled visit, killed, en': halfFilled(DESK, 'en') };
