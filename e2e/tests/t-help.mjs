// Whoever does not know what to do asks the page itself: on the phone with no network, at the desk on every page.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { installed, join, signIn } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

async function asks(phone) {
  const { ui } = phone.w;
  await phone.tap(phone.button(ui.help.open));
  const sheet = phone.page.getByRole('dialog');
  await sheet.waitFor();
  const title = await sheet.getByRole('heading').first().innerText();
  await phone.tap(sheet.getByRole('button', { name: ui.close }));
  await sheet.waitFor({ state: 'detached' });
  return title;
}

function onThePhone(size, language) {
  return inWorld(`help-phone-${language}`, async (world, people) => {
    const phone = await people.phone(world.url, size, language);
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await installed(phone);
    await phone.offline();
    const { ui, fieldwork } = phone.w;
    const seen = [await asks(phone)];
    await phone.tap(phone.button(ui.help.open));
    await phone.page.getByRole('dialog').waitFor();
    await look(phone, 'help-today');
    await marks(phone, `help-today-${language}`);
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    ok(await phone.button(ui.help.open).evaluate((one) => one === document.activeElement), 'the focus is back where one asked');
    await phone.tap(phone.link(ui.nav.households, true));
    await phone.sees(phone.heading(fieldwork.households?.title ?? ui.nav.households));
    seen.push(await asks(phone));
    await phone.tap(phone.link(ui.nav.work, true));
    seen.push(await asks(phone));
    equal(new Set(seen).size, 3, `a help of its own for each page: ${seen}`);
  });
}

function atTheDesk(size, language) {
  return inWorld(`help-desk-${language}`, async (world, people) => {
    const desk = await people.window(world.url, size, language);
    const { figures, desk: words } = desk.w;
    await signIn(desk, 'commune');
    const seen = new Set();
    for (const page of ['overview', 'people', 'catalogue', 'sent', 'me']) {
      await desk.tap(desk.link(words.nav[page], true));
      // The page is there once it is the one that the threshold names.
      await desk.page.locator('nav a[aria-current=page]').filter({ hasText: words.nav[page] }).waitFor();
      await desk.tap(desk.button(figures.help.open, true));
      const dialog = desk.page.getByRole('dialog');
      await dialog.waitFor();
      seen.add(await dialog.getByRole('heading').first().innerText());
      if (page === 'overview') await look(desk, 'help-overview');
      await desk.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    equal(seen.size, 5, 'a help of its own for each page');
  });
}

export default {
  'asked with no network, vi': onThePhone(PHONE, 'vi'),
  'asked with no network, en': onThePhone(PHONE, 'en'),
  'asked at the desk, vi': atTheDesk(DESK, 'vi'),
  'asked at the desk, en': atTheDesk(PHONE, 'en'),
};
