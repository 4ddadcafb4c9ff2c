// The PIN: wrong, forgotten; and one book in two tabs.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look } from '../lib/look.mjs';
import { allSent, goTo, join, PIN, recordVisit, signIn, unlock, waits } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

function forgotten(size, language) {
  return inWorld(`forgotten-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await goTo(phone, 'work');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: w.work.me.row }));
    await phone.tap(phone.button(w.work.me.lock));
    await unlock(phone, '111222');
    await phone.sees(w.join.unlock.wrong);
    await look(phone, 'lock-wrong');
    for (let i = 0; i < 6; i += 1) {
      if (await phone.page.getByText(/Đã sai nhiều lần|Too many|several times/i).isVisible()) break;
      const box = phone.page.getByLabel(w.join.unlock.label);
      await phone.page.waitForFunction((label) => [...document.querySelectorAll('input')].some((one) => !one.disabled && one.value === ''), null);
      await box.fill('111222');
      await phone.page.waitForTimeout(900);
    }
    await look(phone, 'lock-wait');
    await phone.tap(phone.button(w.join.unlock.forgot));
    await phone.sees(w.join.forgot.two(1));
    await look(phone, 'forgotten');

    const desk = await people.window(world.url, size, language);
    const t = desk.w.people;
    await signIn(desk, 'leader');
    await desk.tap(desk.link(desk.w.desk.nav.people));
    await desk.tap(desk.button(t.resetNamed('Nguyễn Thị Thu Hà')));
    await look(desk, 'desk-reset');
    await desk.tap(desk.button(t.invitation.make));
    const code = await desk.page.locator('.code').innerText();
    await look(desk, 'desk-invitation');

    await phone.tap(phone.button(w.join.forgot.sendNow));
    await phone.sees(w.join.forgot.notSent);
    // No PIN, no tap: the network is enough.
    await phone.offline(false);
    await counted(world, hamlet, before.met + 1);
    await phone.sees(w.join.forgot.two(0));
    await phone.tap(phone.link(w.join.forgot.type));
    await phone.page.getByLabel(w.join.code.label).fill(code);
    await phone.tap(phone.button(w.join.code.go));
    await phone.sees(phone.button(w.join.invite.yes));
    await join(phone, { url: `${world.url}/moi/${code}` }, { pin: '805162' });
    await counted(world, hamlet, before.met + 1);
    await allSent(phone);
    await phone.page.reload();
    await unlock(phone, '805162');
    await phone.sees(phone.heading(w.fieldwork.today.title));
  });
}

const twoTabs = inWorld('two-tabs', async (world, people) => {
  const hamlet = await world.hamlet('Ấp Giồng Tra');
  const before = await figures(world, hamlet);
  const phone = await people.phone(world.url, PHONE, 'vi');
  await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
  const first = phone.page;
  const second = Object.assign(Object.create(phone), { page: await phone.context.newPage() });
  await second.open('/');
  await unlock(second, PIN);
  await second.sees(second.heading(phone.w.fieldwork.today.title));
  await phone.offline();
  await first.bringToFront();
  await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
  await waits(second, 1);
  await second.page.bringToFront();
  await recordVisit(second, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 2 });
  await waits(phone, 2);
  await phone.offline(false);
  await Promise.all([allSent(phone), allSent(second)]);
  await counted(world, hamlet, before.met + 2);
  // Locked in one, the other shows no names once it is asked for anything new.
  ok(!(await second.page.getByLabel(phone.w.join.unlock.label).isVisible()), 'the second tab is open');
});

export default { 'wrong and forgotten PIN, vi': forgotten(PHONE, 'vi'), 'wrong and forgotten PIN, en': forgotten(DESK, 'en'), 'two tabs, one writer': twoTabs };
