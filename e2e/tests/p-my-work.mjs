// My week beside the team's, and the week in words; the leader's households: without a visit, shared out, nobody's.

import { DESK, PHONE } from '../lib/browser.mjs';
import { day } from '../lib/ids.mjs';
import { look, marks } from '../lib/look.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { visit } from '../lib/seed.mjs';
import { allSent, choice, goTo, join, recordVisit, waits } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const ME = 'Nguyễn Thị Thu Hà';

/** One of the lines under "this week". */
const line = (phone, who) => phone.page.locator('.span').first().locator('dl > div').filter({ has: phone.page.getByText(who, { exact: true }) });

function week(size, language) {
  return inWorld(`week-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    // Somebody else of the team was out today.
    const other = await PhoneClient.join(world, (await world.invite(hamlet, 'Danh Minh Tuấn')).code, 'Máy khác');
    await other.sync([visit(other, world.homes['Bà Lâm Thị Ngỡ'], 0, { 'Lâm Thị Ngỡ': { vneid: 3 } }, { step: 'done' })]);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.mine;
    await join(phone, await world.invite(hamlet, ME));
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await goTo(phone, 'work');
    // The phone adds nothing up: what waits stands beside what the server counted.
    await line(phone, t.me).getByText(t.done('0', '0')).waitFor();
    await line(phone, t.me).getByText(t.unsent(1)).waitFor();
    await line(phone, t.team).getByText(t.done('1', '1')).waitFor();
    await look(phone, 'my-work-unsent');
    await marks(phone, `my-work-${language}`);
    await phone.tap(phone.page.getByRole('button', { name: w.ui.how }));
    await phone.sees(t.how.homes);
    await look(phone, 'my-work-how');
    await phone.page.keyboard.press('Escape');
    await phone.offline(false);
    await goTo(phone, 'today');
    await allSent(phone);
    await goTo(phone, 'work');
    await line(phone, t.me).getByText(t.done('1', '1')).waitFor();
    await line(phone, t.team).getByText(t.done('2', '2')).waitFor();
    equal(await phone.page.getByText(t.unsent(1)).count(), 0, 'what was sent stands beside the figures');
    await look(phone, 'my-work');

    // The week in words; no network is needed for it.
    await phone.offline();
    await phone.page.evaluate(() => (navigator.share = (data) => ((window.shared = data), Promise.resolve())));
    await phone.tap(phone.page.getByRole('link').filter({ hasText: t.more }));
    await phone.sees(phone.heading(t.page.title));
    await look(phone, 'my-week');
    await phone.tap(phone.button(t.page.share));
    const { text } = await phone.page.evaluate(() => window.shared);
    ok(text.includes(t.summary.team(2, 2, 0)) && text.includes(t.summary.mine(ME, 1, 1, 0)), text);
    for (const home of ['Ẩm', 'Ngỡ', 'Rươl']) ok(!text.includes(home), `a resident is named: ${text}`);
    await phone.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await phone.tap(phone.button(t.page.copy));
    await phone.sees(t.page.copied);
    equal(await phone.page.evaluate(() => navigator.clipboard.readText()), text, 'what was copied');
    await phone.tap(choice(phone, t.last));
    await phone.sees(t.summary.team(0, 0, 0));
  });
}

function leads(size, language) {
  return inWorld(`leads-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const [tuan, ha] = [await world.member(hamlet, 'Danh Minh Tuấn'), await world.member(hamlet, ME)];
    // A phone that said it held seven entries, and was lost.
    const lost = await PhoneClient.join(world, (await world.invite(hamlet, ME)).code, 'Galaxy A05');
    const held = { v: 1, epoch: lost.me.epoch, now: Date.now(), ops: [], held: 7 };
    await world.api('POST', '/sync', held, { authorization: `Bearer ${lost.me.token}` });
    await world.api('DELETE', `/devices/${lost.me.device}`);
    // Somebody who looks after a household and has left the team.
    const deputy = await PhoneClient.join(world, (await world.invite(hamlet, 'Sơn Thị Mỹ Duyên')).code, 'Máy tổ phó');
    await deputy.sync([deputy.op('household.edit', { household: world.homes['Bà Lâm Thị Ngỡ'].household, saw: 0, fields: { keeper: tuan.id } })]);
    await world.api('POST', `/memberships/${tuan.id}/end`, { saw: tuan.revision, day: day() });

    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.sharing;
    await join(phone, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
    await phone.offline();
    await goTo(phone, 'team');
    await phone.sees(w.work.team.lostTitle);
    await phone.sees(w.work.team.held(7));
    await phone.sees(t.share.rowSub(6));
    await look(phone, 'team-lost');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: t.unvisited.row }).first());
    await phone.sees(phone.heading(t.unvisited.title));
    await look(phone, 'unvisited');
    await phone.tap(choice(phone, t.unvisited.all('6')));
    const rows = phone.page.locator('.card a.row');
    equal(await rows.count(), 6, 'households');
    ok((await rows.first().innerText()).includes(t.unvisited.notYet), 'the never visited are first');
    ok((await rows.last().innerText()).includes(t.unvisited.days(12, '')) , `the latest visit is last: ${await rows.last().innerText()}`);
    await look(phone, 'unvisited-all');

    // Shared out without a network: seen first, then written, then sent.
    await goTo(phone, 'team');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: t.share.row }).first());
    await phone.sees(phone.heading(t.share.title));
    await phone.tap(choice(phone, 'Trần Thị Ẩm'));
    await phone.sees(t.share.changes(6));
    await phone.tap(phone.page.locator('summary'));
    await look(phone, 'share-evenly');
    await marks(phone, `share-${language}`);
    const after = await phone.page.locator('tbody tr').evaluateAll((lines) => lines.map((line) => line.lastElementChild.textContent));
    equal(after, ['2', '2', '2', '0', '0'], 'leader, deputy, member, who was left out, nobody');
    await phone.tap(choice(phone, t.share.ways.cluster));
    await phone.sees(t.share.nothing);
    await phone.page.getByLabel(t.share.cluster('Xóm chùa', 2)).selectOption({ label: ME });
    await phone.sees(t.share.changes(2));
    await look(phone, 'share-cluster');
    await phone.tap(choice(phone, t.share.ways.hand));
    await phone.tap(phone.page.locator('label.chip', { hasText: ME }));
    await phone.tap(choice(phone, 'Sơn Quỳnh'));
    await phone.sees(t.share.changes(1));
    await look(phone, 'share-by-hand');
    await phone.tap(choice(phone, t.share.ways.even));
    await phone.tap(phone.button(t.share.save(6)));
    await phone.sees(t.share.saved(6));
    await phone.sees(t.share.rowSub(0));
    await waits(phone, 6);
    await goTo(phone, 'households');
    await phone.tap(choice(phone, w.fieldwork.list.mine('2')));
    equal(await phone.page.locator('.card a.row').count(), 2, 'mine');
    await look(phone, 'households-mine');
    await phone.tap(choice(phone, w.fieldwork.list.nobodys('0')));
    await phone.sees(w.fieldwork.list.noneNobodys.title);
    await phone.tap(choice(phone, w.fieldwork.list.all));
    await phone.tap(phone.link('Sơn Quỳnh'));
    await phone.sees(w.fieldwork.household.keeper);
    await look(phone, 'household-keeper');
    await phone.tap(phone.link(w.fieldwork.household.backToList));
    await phone.offline(false);
    await goTo(phone, 'today');
    await allSent(phone);
    const lines = (await deputy.sync()).flatMap((one) => one.records ?? []);
    const keepers = lines.filter(([kind]) => kind === 'household').map(([, , home]) => home.keeper);
    equal([keepers.length, keepers.filter((one) => one === ha.id).length, keepers.includes(tuan.id)], [6, 2, false], 'keepers at the server');

    // A network is needed to hand a phone its book; who leads finds it under the same roof.
    await goTo(phone, 'team');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: w.work.team.invite }).first());
    await phone.sees(phone.heading(w.work.invite.title));
    await phone.sees('Trần Thị Ẩm');

    // The same at the desk that the phone opens.
    await goTo(phone, 'work');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: w.work.me.row }));
    await phone.tap(phone.button(w.work.me.desk));
    await phone.page.waitForURL(/ban-lam-viec/);
    await phone.tap(phone.link(w.desk.nav.attention));
    await phone.sees(w.people.attention.lostPhones);
    await phone.sees(/Galaxy A05/);
    await look(phone, 'desk-attention-lost');
  });
}

export default {
  'my week, vi': week(PHONE, 'vi'),
  'my week, en': week(DESK, 'en'),
  'a leader shares out, vi': leads(PHONE, 'vi'),
  'a leader shares out, en': leads(DESK, 'en'),
};
