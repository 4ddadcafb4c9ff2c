// The rest of the phone: a new household with marks on every letter, who lives there, their network, corrections; the leader's own pages.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look, marks } from '../lib/look.mjs';
import { allSent, choice, goTo, join, recordVisit, waits } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

const NAME = 'Bà Ẩ ẤẦẨẪẬ ỂỖỰ';

function theBook(size, language) {
  return inWorld(`book-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.fieldwork;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await goTo(phone, 'households');
    await phone.sees(phone.heading(t.list.title));
    await look(phone, 'households');
    await phone.page.getByLabel(t.list.search).fill('thach sa ruol');
    await phone.sees(phone.link('Thạch Thị Sa Rươl'));
    await look(phone, 'households-found');
    await phone.page.getByLabel(t.list.search).fill('qqq');
    await phone.sees(t.list.nothing.title);
    await look(phone, 'households-nothing');
    await phone.tap(phone.button(t.list.clear));

    await phone.offline();
    await phone.tap(phone.link(t.list.add));
    await phone.sees(phone.heading(t.form.newHousehold));
    await phone.tap(phone.button(t.form.saveHousehold));
    await phone.sees(t.form.wrong.name);
    await look(phone, 'household-new-wrong');
    await phone.page.getByLabel(t.form.name).fill(NAME);
    await phone.tap(choice(phone, t.form.sexes.f));
    await phone.page.getByLabel(t.form.birthYear).fill('2999');
    await phone.sees(t.form.wrong.yearFuture);
    await phone.page.getByLabel(t.form.birthYear).fill('1951');
    await look(phone, 'household-new');
    await phone.tap(phone.button(t.form.saveHousehold));
    await phone.sees(phone.heading(/ỂỖỰ/));
    await look(phone, 'household-fresh');

    await phone.tap(phone.link(t.household.survey));
    await phone.tap(phone.page.getByRole('group', { name: t.survey.smartphones }).locator('label').filter({ hasText: '2' }));
    await phone.tap(phone.page.getByRole('group', { name: t.survey.signal }).locator('label').filter({ hasText: t.survey.signals.weak }));
    await look(phone, 'survey');
    await phone.tap(phone.button(w.ui.save, true));
    await phone.sees(t.household.signal.weak);
    await phone.tap(phone.link(t.household.addPerson));
    await phone.page.getByLabel(t.form.personName).fill('Nguyễn Ẩ Ỗ');
    await look(phone, 'person-new');
    await phone.tap(phone.button(t.form.savePerson, true));
    await phone.sees(t.household.inside(2));
    await phone.tap(phone.link(t.household.editPerson('Nguyễn Ẩ Ỗ')));
    await phone.tap(choice(phone, t.form.sexes.m));
    await look(phone, 'person-edit');
    await phone.tap(phone.button(t.form.savePerson, true));
    await phone.tap(phone.link(t.household.editHousehold));
    await phone.page.getByLabel(t.form.note).fill('Đường Ẩ ỂỖỰ, sau chùa');
    await look(phone, 'household-edit');
    await phone.tap(phone.button(w.ui.save, true));
    await phone.sees(/sau chùa/);
    await waits(await home(phone), 5);
    // Letters with stacked marks, whole in every piece that they stand in.
    for (const [name, path] of [['today', '/'], ['households', '/ho'], ['choose', '/ghi'], ['work', '/viec'], ['waiting', '/viec/cho'], ['me', '/viec/may']]) {
      await visitPage(phone, path);
      await marks(phone, `phone-${name}-${size.width}`);
    }
    await visitPage(phone, '/');
    await phone.offline(false);
    await allSent(phone);

    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await allSent(phone);
    await counted(world, hamlet, before.met + 1);
    await goTo(phone, 'work');
    await phone.tap(phone.link(w.work.visits.row));
    await look(phone, 'my-visits');
    await phone.tap(phone.link('Mỹ Ẩm'));
    await phone.sees(phone.button(w.work.visit.correct));
    await look(phone, 'my-visit');
    await phone.tap(phone.button(w.work.visit.correct));
    await phone.sees(phone.heading(t.visit.who.title));
    await phone.tap(phone.button(t.visit.day.change));
    await phone.page.getByRole('dialog').waitFor();
    await look(phone, 'visit-day');
    await phone.tap(phone.page.getByRole('dialog').getByRole('button', { name: t.visit.day.done }));
    await phone.tap(phone.button(t.visit.who.next));
    await phone.tap(phone.button(t.visit.what.change));
    await look(phone, 'visit-skills');
    await phone.page.keyboard.press('Escape');
    await phone.tap(choice(phone, t.visit.what.refuses));
    await phone.tap(choice(phone, t.visit.what.whys.scam));
    await look(phone, 'visit-refuses');
    await phone.tap(phone.button(t.visit.what.next, true));
    await phone.tap(phone.button(t.visit.saveCorrection));
    await phone.sees(phone.heading(w.work.visits.title));
    await counted(world, hamlet, before.met + 1);
    await phone.tap(phone.link('Mỹ Ẩm'));
    await phone.tap(phone.button(w.work.visit.remove));
    await phone.tap(choice(phone, w.work.visit.whys.mistake));
    await look(phone, 'visit-remove');
    await phone.tap(phone.page.getByRole('dialog').getByRole('button', { name: w.work.visit.removeYes }));
    await counted(world, hamlet, before.met);

    await goTo(phone, 'households');
    await phone.tap(phone.link('Nguyễn Văn Ẩn'));
    await look(phone, 'household');
    await goTo(await back(phone), 'today');
    await phone.tap(phone.button(w.ui.how));
    await phone.page.getByRole('dialog').waitFor();
    await look(phone, 'today-how');
    await phone.page.keyboard.press('Escape');
    await goTo(phone, 'work');
    await phone.tap(phone.link(w.work.me.row));
    await phone.sees(w.work.me.thisOne);
    await look(phone, 'me');
    await phone.tap(choice(phone, w.work.me.schemes.dark));
    for (const where of ['work', 'today', 'households']) {
      await goTo(phone, where);
      await look(phone, where, { scheme: '-dark' });
    }
  });
}

/** A page of the open book, by the app's own navigation: loading it anew would ask for the PIN. */
async function visitPage(phone, path) {
  await phone.page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await phone.page.waitForTimeout(150);
}

const home = async (phone) => (await visitPage(phone, '/'), phone);
const back = async (phone) => (await phone.tap(phone.link(phone.w.fieldwork.household.backToList)), phone);

function theLeader(size, language) {
  return inWorld(`leader-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const phone = await people.phone(world.url, size, language);
    const t = phone.w.work;
    await join(phone, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
    await goTo(phone, 'team');
    await phone.tap(phone.link(t.invite.title));
    await phone.sees(t.invite.lead);
    await look(phone, 'team-invite');
    await phone.tap(phone.button('Danh Minh Tuấn'));
    const code = phone.page.getByRole('dialog').locator('.code');
    await code.waitFor();
    await look(phone, 'team-invitation');
    const member = await people.phone(world.url, size, language);
    await join(member, { url: `${world.url}/moi/${(await code.innerText()).trim()}` });
    await phone.page.keyboard.press('Escape');
    // The desk, opened from the phone without another sign-in.
    await goTo(phone, 'work');
    await phone.tap(phone.link(t.me.row));
    await phone.tap(phone.button(t.me.desk));
    await phone.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
    await phone.sees(phone.page.locator('article.stat').first());
    ok(await phone.heading('Ấp Giồng Tra').isVisible(), 'the desk shows the leader\'s hamlet');
    await marks(phone, `desk-hamlet-${size.width}`);
    // The test of marks has eyes: a heading that is too low is found.
    await phone.page.locator('h1').evaluate((one) => Object.assign(one.style, { overflow: 'hidden', lineHeight: '1', height: '1em' }));
    const found = await marks(phone, `eyes-${size.width}`).then(() => '', (error) => error.message);
    ok(found.includes('H1'), `marks that are cut are seen: ${found}`);
  });
}

export default {
  'book, vi': theBook(PHONE, 'vi'),
  'book, en': theBook(DESK, 'en'),
  'leader, vi': theLeader(PHONE, 'vi'),
  'leader, en': theLeader(DESK, 'en'),
};
