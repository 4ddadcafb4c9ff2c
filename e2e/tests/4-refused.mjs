// The leader moves a household while a member has work on it that was not sent: returned, handed over, accepted over there.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { day } from '../lib/ids.mjs';
import { look } from '../lib/look.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { goTo, join, recordVisit, signIn } from '../lib/steps.mjs';
import { inWorld } from '../lib/test.mjs';

const HOME = 'Chị Trần Thị Mỹ Ẩm';

function refused(size, language, accept) {
  return inWorld(`refused-${language}`, async (world, people) => {
    const [from, to] = [await world.hamlet('Ấp Giồng Tra'), await world.hamlet('Ấp 17')];
    const before = [await figures(world, from), await figures(world, to)];
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, await world.invite(from, 'Nguyễn Thị Thu Hà'));
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    const leader = PhoneClient.known(world, world.leader);
    await leader.sync([leader.op('household.move', { household: world.homes[HOME].household, to: to.id, day: day() })]);
    await phone.offline(false);

    await phone.sees(phone.page.locator('a.sync').filter({ hasText: w.ui.sync.refused(1) }));
    await look(phone, 'today-refused');
    await phone.tap(phone.page.locator('a.sync'));
    await phone.sees(phone.heading(w.work.title));
    await phone.sees(/ấp 17/i);
    await phone.sees(w.work.safe);
    await look(phone, 'work-refused');
    await counted(world, from, before[0].met);
    await phone.tap(phone.button(new RegExp(w.work.mend.handOver('ấp 17'), 'i')));
    await phone.sees(w.work.mend.done.handed);
    await look(phone, 'work-handed');
    await accept(world, people, size, language);
    await counted(world, to, before[1].met + 1);
    await counted(world, from, before[0].met);
    await goTo(phone, 'today');
    await phone.page.locator('a.sync').filter({ hasText: w.ui.sync.refused(1) }).waitFor({ state: 'detached' });
  });
}

/** The leader of the other team takes it in at the desk. */
async function atTheDesk(world, people, size, language) {
  const desk = await people.window(world.url, size, language);
  const t = desk.w.people.attention;
  await signIn(desk, 'leader17');
  await desk.tap(desk.link(desk.w.desk.nav.attention));
  await desk.sees(desk.heading(new RegExp(t.title)));
  await desk.sees(t.quarantine);
  await look(desk, 'desk-attention');
  await desk.tap(desk.button(new RegExp(`^${t.acceptNamed('')}`)));
  await desk.sees(t.none);
  await look(desk, 'desk-attention-none');
}

/** Or on their own phone, which they have just got. */
async function onThePhone(world, people, size, language) {
  const phone = await people.phone(world.url, size, language);
  const t = phone.w.work.team;
  await join(phone, await world.invite(await world.hamlet('Ấp 17'), 'Lâm Văn Khởi', 'reset'));
  await goTo(phone, 'team');
  await phone.sees(phone.heading(t.title));
  await phone.sees(t.handedWhy);
  await look(phone, 'team-handed');
  await phone.tap(phone.button(t.accept));
  await phone.sees(t.accepted);
  await phone.sees(t.empty.title);
  await look(phone, 'team-empty');
}

export default {
  'moved household, accepted at the desk, vi': refused(PHONE, 'vi', atTheDesk),
  'moved household, accepted at the desk, en': refused(DESK, 'en', atTheDesk),
  'moved household, accepted on a phone, vi': refused(DESK, 'vi', onThePhone),
  'moved household, accepted on a phone, en': refused(PHONE, 'en', onThePhone),
};
