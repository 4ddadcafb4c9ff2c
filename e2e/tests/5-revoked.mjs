// A phone that was taken off the list: what it had not sent comes by sealed copies and waits for the leader.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look } from '../lib/look.mjs';
import { join, recordVisit, signIn } from '../lib/steps.mjs';
import { inWorld } from '../lib/test.mjs';

function revoked(size, language) {
  return inWorld(`revoked-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });

    const desk = await people.window(world.url, size, language);
    const { w } = desk;
    await signIn(desk, 'leader');
    await desk.tap(desk.link(w.desk.nav.people));
    await desk.sees(desk.heading(new RegExp(`^${w.people.title}`)));
    await look(desk, 'desk-people');
    await desk.tap(desk.page.locator('li', { hasText: 'Thu Hà' }).getByRole('button', { name: w.people.stop }));
    await desk.sees(w.people.stopDialog.late);
    await look(desk, 'desk-stop-phone');
    await desk.tap(desk.button(w.people.stopDialog.go));
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });

    await phone.offline(false);
    const t = phone.w.join;
    await phone.sees(phone.heading(t.welcome.title));
    await phone.sees(t.revoked.title);
    await phone.sees(t.revoked.todo);
    await look(phone, 'phone-revoked');
    // It still says so when it is opened again.
    await phone.page.reload();
    await phone.sees(t.revoked.title);
    await counted(world, hamlet, before.met);
    await desk.tap(desk.link(w.desk.nav.attention));
    await desk.sees(w.people.attention.quarantine);
    await desk.tap(desk.button(new RegExp(`^${w.people.attention.acceptNamed('')}`)));
    await counted(world, hamlet, before.met + 1);
  });
}

export default { 'revoked at the desk, accepted, vi': revoked(PHONE, 'vi'), 'revoked at the desk, accepted, en': revoked(DESK, 'en') };
