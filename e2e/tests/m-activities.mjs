// A village meeting told with no network: many people's rungs at once, a dead battery in between, sent, counted, corrected.

import { DESK, PHONE } from '../lib/browser.mjs';
import { day } from '../lib/ids.mjs';
import { look, marks } from '../lib/look.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { until } from '../lib/server.mjs';
import { allSent, choice, goTo, installed, join, unlock, waits } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

/** What the server counts of an indicator, item by item. */
async function count(world, unit, indicator, item) {
  const { body } = await world.api('GET', `/units/${unit.id}/figures/${indicator}?period=all${item ? `&item=${encodeURIComponent(item)}` : ''}`);
  return body.value;
}
const counts = (world, unit, what, wanted) =>
  until(`${what.join(' ')} is ${wanted}`, async () => (await count(world, unit, ...what)) === wanted, 12);

const section = (phone, name) => phone.page.getByRole('heading', { name, level: 2 });

async function next(phone) {
  await phone.tap(phone.page.locator('.dock button').first());
}

async function add(phone, typed, name) {
  const t = phone.w.gathering.people;
  await phone.page.getByLabel(t.find).fill(typed);
  await phone.tap(phone.button(new RegExp(`^${t.add} ${name}`)));
}

function meeting(size, language) {
  return inWorld(`meeting-${language}-${size.width}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.gathering;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await installed(phone);
    await allSent(phone);
    await phone.offline();

    await phone.tap(phone.link(new RegExp(w.fieldwork.today.other)));
    await phone.sees(phone.heading(t.kinds.title));
    await look(phone, 'session-0-kinds');
    await phone.tap(phone.button(new RegExp(t.kinds.meeting)));
    await phone.sees(phone.heading(t.place.title));
    await look(phone, 'session-1-place');
    await next(phone);
    await phone.sees(phone.heading(t.partners.title));
    await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator('input[value=police]') }));
    await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator('input[value=women]') }));
    await look(phone, 'session-2-partners');
    await next(phone);
    await phone.sees(phone.heading(t.count.title));
    await phone.page.getByLabel(t.count.came).fill('2');
    await phone.page.getByLabel(t.count.contacts).fill('nhiều');
    await phone.sees(t.count.shape);
    await look(phone, 'session-3-count');
    await phone.page.getByLabel(t.count.contacts).fill('46');
    await next(phone);
    await phone.sees(phone.heading(t.topics.title));
    await next(phone);
    await phone.sees(t.last.troubles.topics);
    for (const topic of ['vneid', 'safety', 'policy']) await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator(`input[value=${topic}]`) }));
    await look(phone, 'session-4-topics');
    await next(phone);
    await phone.sees(phone.heading(t.people.title));
    await phone.page.getByLabel(t.people.find).fill('thi');
    await look(phone, 'session-5-found');
    await add(phone, 'sa ruol', 'Thạch Thị Sa Rươl');
    await add(phone, 'my am', 'Trần Thị Mỹ Ẩm');
    await add(phone, 'danh hoang', 'Danh Hoàng Đễ');
    // Three people, one tap: all reached the same rung.
    await phone.tap(choice(phone, w.fieldwork.levels[4]));
    await phone.tap(phone.button(/Danh Hoàng Đễ/));
    await phone.sees(phone.page.getByRole('dialog'));
    await look(phone, 'session-5-one');
    await phone.tap(phone.page.getByRole('dialog').locator('label').filter({ hasText: w.fieldwork.levels[5] }));
    await phone.tap(phone.page.getByRole('dialog').getByRole('button', { name: w.fieldwork.visit.day.done }));
    await look(phone, 'session-5-people');
    await marks(phone, `session-people-${language}-${size.width}`);

    // The battery dies; the draft is there, on the screen where it was left.
    await phone.page.waitForTimeout(300);
    await phone.kill();
    await phone.on({ offline: true });
    await phone.open('/');
    await unlock(phone);
    await phone.sees(w.fieldwork.today.draft);
    await look(phone, 'session-6-draft');
    await phone.tap(phone.link(w.fieldwork.today.goOn));
    await phone.sees(phone.heading(t.people.title));
    await phone.sees(phone.button(/Danh Hoàng Đễ/));
    await next(phone);
    await phone.sees(phone.heading(t.last.title));
    // Two came, and three climbed: the screen says so before anything is sent.
    await phone.sees(t.last.troubles.fewer);
    await look(phone, 'session-7-fewer');
    await phone.tap(phone.link(t.last.mend));
    await phone.page.getByLabel(t.count.came).fill('40');
    for (const _ of [1, 2, 3]) await next(phone);
    await phone.sees(phone.heading(t.last.title));
    await look(phone, 'session-7-last');
    await phone.tap(phone.button(t.last.save));
    await phone.sees(w.fieldwork.today.saved);
    await waits(phone, 1);
    equal(await count(world, hamlet, 'session_people', 'meeting'), 0, 'nothing moves without a network');

    await phone.offline(false);
    await allSent(phone);
    await counts(world, hamlet, ['session_people', 'meeting'], 40);
    await counts(world, hamlet, ['session_contacts', ''], 46);
    await counts(world, hamlet, ['outreach_sessions', 'meeting'], 1);
    await counts(world, hamlet, ['scam_alerts', ''], 1);
    await counts(world, hamlet, ['ladder', 'vneid:4'], 2);
    await counts(world, hamlet, ['ladder', 'vneid:5'], 1);

    // It was a help point, and 44 came.
    await goTo(phone, 'work');
    await phone.tap(phone.link(new RegExp(w.work.visits.row)));
    await phone.sees(section(phone, t.mine.title));
    await look(phone, 'session-8-mine');
    await phone.tap(phone.link(new RegExp(t.kinds.meeting)));
    await phone.sees(section(phone, t.mine.climbed));
    await look(phone, 'session-9-one');
    await phone.tap(phone.button(t.mine.correct));
    await next(phone);
    await next(phone);
    await phone.page.getByLabel(t.count.came).fill('44');
    for (const _ of [1, 2, 3]) await next(phone);
    await phone.tap(phone.button(t.last.saveCorrection));
    await phone.sees(section(phone, t.mine.title));
    await goTo(phone, 'today');
    await allSent(phone);
    await counts(world, hamlet, ['session_people', 'meeting'], 44);
    await counts(world, hamlet, ['outreach_sessions', ''], 1);

    // Taken back, with the reason: it counts nowhere, and nobody climbed.
    await goTo(phone, 'work');
    await phone.tap(phone.link(new RegExp(w.work.visits.row)));
    await phone.tap(phone.link(new RegExp(t.kinds.meeting)));
    await phone.tap(phone.button(t.mine.remove));
    await phone.tap(choice(phone, t.mine.whys.twice));
    await look(phone, 'session-9-remove');
    await phone.tap(phone.page.getByRole('dialog').getByRole('button', { name: t.mine.removeYes }));
    await counts(world, hamlet, ['session_people', ''], 0);
    await counts(world, hamlet, ['ladder', 'vneid:4'], 0);
  });
}

/** Over the loudspeaker: no counts and no people are asked. */
function broadcast(size, language) {
  return inWorld(`broadcast-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.gathering;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await phone.tap(phone.link(new RegExp(w.fieldwork.today.other)));
    await phone.tap(phone.button(new RegExp(t.kinds.broadcast)));
    await phone.sees(phone.heading(t.place.titleChannel));
    await next(phone);
    await phone.sees(t.last.troubles.channel);
    await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator('input[value=loudspeaker]') }));
    await look(phone, 'session-b-channel');
    await next(phone);
    await next(phone);
    await phone.sees(phone.heading(t.topics.title));
    await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator('input[value=safety]') }));
    await next(phone);
    await phone.sees(phone.heading(t.last.title));
    await look(phone, 'session-b-last');
    await phone.tap(phone.button(t.last.save));
    await phone.sees(w.fieldwork.today.saved);
    await counts(world, hamlet, ['outreach_sessions', 'loudspeaker'], 1);
    await counts(world, hamlet, ['scam_alerts', 'broadcast'], 1);
  });
}

/** A household moved away before the meeting: returned with the reason, mended without that person. */
function returned(size, language) {
  return inWorld(`session-returned-${language}`, async (world, people) => {
    const [from, to] = [await world.hamlet('Ấp Giồng Tra'), await world.hamlet('Ấp 17')];
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.gathering;
    await join(phone, await world.invite(from, 'Nguyễn Thị Thu Hà'));
    await phone.offline();
    await phone.tap(phone.link(new RegExp(w.fieldwork.today.other)));
    await phone.tap(phone.button(new RegExp(t.kinds.help_point)));
    for (const _ of [1, 2, 3]) await next(phone);
    await phone.tap(phone.page.locator('label').filter({ has: phone.page.locator('input[value=vneid]') }));
    await next(phone);
    await add(phone, 'my am', 'Trần Thị Mỹ Ẩm');
    await add(phone, 'lam thi', 'Lâm Thị Ngỡ');
    await phone.tap(choice(phone, w.fieldwork.levels[4]));
    await next(phone);
    await phone.tap(phone.button(t.last.save));
    await phone.sees(w.fieldwork.today.saved);
    const leader = PhoneClient.known(world, world.leader);
    await leader.sync([leader.op('household.move', { household: world.homes['Chị Trần Thị Mỹ Ẩm'].household, to: to.id, day: day(-1) })]);
    await phone.offline(false);
    await phone.sees(phone.page.locator('a.sync').filter({ hasText: w.ui.sync.refused(1) }));
    await goTo(phone, 'work');
    await phone.sees(/ấp 17/i);
    await look(phone, 'session-returned');
    await phone.tap(phone.button(w.work.mend.edit));
    for (const _ of [1, 2, 3, 4]) await next(phone);
    await phone.sees(phone.heading(t.people.title));
    await phone.tap(phone.button(new RegExp(t.people.gone)));
    await phone.tap(phone.button(t.people.out));
    await next(phone);
    await phone.tap(phone.button(t.last.save));
    await phone.sees(w.fieldwork.today.saved);
    await counts(world, from, ['outreach_sessions', 'help_point'], 1);
    await counts(world, from, ['ladder', 'vneid:4'], 1);
    await goTo(phone, 'work');
    ok(!(await phone.text(w.work.mend.edit).isVisible()), 'what was mended is answered');
  });
}

export default {
  'meeting offline, three climb, corrected, taken back, vi, phone': meeting(PHONE, 'vi'),
  'meeting offline, three climb, corrected, taken back, en, desk': meeting(DESK, 'en'),
  'loudspeaker, vi': broadcast(PHONE, 'vi'),
  'loudspeaker, en': broadcast(DESK, 'en'),
  'returned and mended, vi': returned(PHONE, 'vi'),
  'returned and mended, en': returned(PHONE, 'en'),
};
