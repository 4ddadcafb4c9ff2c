// One visit, all the way: from a phone with no network to every tier's figures.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { until } from '../lib/server.mjs';
import { allSent, installed, join, recordVisit, signIn, unlock, waits } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const MOST_TAPS = 9;
const HOME = 'Mỹ Ẩm';

/** What stands on the card of households reached. */
const reached = (window) => window.page.locator('article', { hasText: window.w.insight.cards.households_reached }).locator('.num').innerText().then((text) => Number.parseInt(text, 10));

function oneVisit(size, language) {
  return inWorld(`visit-${language}-${size.width}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const invitation = await world.invite(hamlet, 'Nguyễn Thị Thu Hà');
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, invitation, { watch: true });
    await installed(phone);
    await allSent(phone);

    // Three officials look at their own pages, and touch nothing from here on.
    const desks = await Promise.all(['leader', 'commune', 'district'].map(async (who) => {
      const window = await people.window(world.url, size, language);
      await signIn(window, who);
      await window.sees(window.page.locator('article.stat').first());
      return window;
    }));
    const before = await Promise.all(desks.map(reached));

    await phone.offline();
    await phone.off();
    await phone.on({ offline: true });
    await phone.open('/');
    await phone.page.getByLabel(w.join.unlock.label).waitFor();
    await look(phone, 'lock');
    await unlock(phone);
    await phone.sees(phone.heading(w.fieldwork.today.title));
    await phone.sees(w.ui.sync.offline);
    await look(phone, 'today-offline');
    phone.taps = 0;
    let keys = 0;
    await phone.page.exposeFunction('typed', () => (keys += 1));
    await phone.page.evaluate(() => addEventListener('keydown', () => window.typed(), true));
    await recordVisit(phone, HOME, { level: 5, watch: true });
    ok(phone.taps <= MOST_TAPS, `${phone.taps} taps from "Hôm nay" to the saved visit, at most ${MOST_TAPS}`);
    equal(keys, 0, 'keys typed');
    console.log(`        ${phone.taps} taps`);
    await waits(phone, 1);
    await look(phone, 'today-waiting');
    equal(await Promise.all(desks.map(reached)), before, 'nothing moves without a network');

    await phone.offline(false);
    await allSent(phone);
    for (const [i, window] of desks.entries()) {
      await until(`the page of ${['hamlet', 'commune', 'district'][i]} moves from ${before[i]}`, async () => (await reached(window)) === before[i] + 1, 6);
    }
  });
}

export default {
  'offline, cold start, visit, three tiers, vi, phone': oneVisit(PHONE, 'vi'),
  'offline, cold start, visit, three tiers, en, desk': oneVisit(DESK, 'en'),
  'offline, cold start, visit, three tiers, en, phone': oneVisit(PHONE, 'en'),
  'offline, cold start, visit, three tiers, vi, desk': oneVisit(DESK, 'vi'),
};
