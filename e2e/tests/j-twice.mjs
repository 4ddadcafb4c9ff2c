// Two phones without a network record the same household; the officer sees the pair, compares, merges, and takes it back. And a
// place where both typed something else is settled, on the leader's phone or at the desk.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look, marks } from '../lib/look.mjs';
import { allSent, choice, goTo, join } from '../lib/steps.mjs';
import { equal, inWorld } from '../lib/test.mjs';

const [FIRST, SECOND] = ['Bà Lý Thị Kẽm', 'ba Ly Thi Kem'];
const KNOWN = 'Thạch Thị Sa Rươl';

/** Who answers for the commune's books, at the desk. */
async function officer(world, window) {
  const [login, password] = ['0912 345 679', 'mưa xuân trên đồng'];
  const made = await world.command('account', 'create', '--name', 'Võ Thị Ẩm', '--login', login, '--role', 'commune_officer', '--unit', '31930@2024', '--public-url', world.url, '--json');
  await world.api('POST', `/invitations/${JSON.parse(made.stdout).code}/account`, { password }, { 'x-gandan': '1' });
  const { signIn } = window.w.desk;
  await window.open('/dang-nhap');
  await window.page.getByLabel(signIn.login).fill(login);
  await window.page.getByLabel(signIn.password, { exact: true }).fill(password);
  await window.tap(window.button(signIn.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
}

/** A new household, typed, and the first visit of it. */
async function record(phone, name, level) {
  const { w } = phone;
  const t = w.fieldwork;
  await goTo(phone, 'households');
  await phone.tap(phone.link(t.list.add));
  await phone.page.getByLabel(t.form.name).fill(name);
  await phone.page.getByLabel(t.form.birthYear).fill('1951');
  await phone.tap(phone.button(t.form.saveAndRecord));
  await phone.sees(phone.heading(t.visit.who.title));
  const tile = choice(phone, /K[eẽ]m/);
  if (!(await tile.locator('input').isChecked())) await phone.tap(tile);
  await phone.tap(phone.button(t.visit.who.next));
  await phone.tap(choice(phone, t.levels[level]));
  await phone.tap(phone.button(t.visit.what.next, true));
  await phone.tap(phone.button(t.visit.last.save));
  await phone.sees(t.today.saved);
}

async function note(phone, text) {
  const t = phone.w.fieldwork;
  await goTo(phone, 'households');
  await phone.tap(phone.link(KNOWN));
  await phone.tap(phone.link(t.household.editHousehold));
  await phone.page.getByLabel(t.form.note).fill(text);
  await phone.tap(phone.button(phone.w.ui.save, true));
  await phone.sees(text);
  await back(phone);
}

/** From a household's page to the list, where the bar is. */
async function back(phone) {
  await phone.tap(phone.link(phone.w.fieldwork.household.backToList));
  await phone.sees(phone.heading(phone.w.fieldwork.list.title));
}

/** Asks the commune for what is new. */
async function check(phone) {
  const t = phone.w.work.waiting;
  await goTo(phone, 'work');
  await phone.tap(phone.page.locator('a[href="/viec/cho"]').first());
  await phone.tap(phone.button(t.check));
  await phone.page.getByText(t.sending, { exact: true }).waitFor({ state: 'detached' });
  await phone.sees(phone.button(t.check));
}

/** How the two stand in the book of a phone, which has just asked. */
async function listed(phone, names, gone = []) {
  await check(phone);
  await goTo(phone, 'households');
  await phone.sees(phone.heading(phone.w.fieldwork.list.title));
  for (const name of names) await phone.sees(phone.link(name));
  for (const name of gone) await phone.link(name).waitFor({ state: 'detached' });
}

function twice(size, language, settle) {
  return inWorld(`twice-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const [member, leader] = [await people.phone(world.url, size, language), await people.phone(world.url, size, language)];
    await join(member, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await join(leader, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
    for (const phone of [member, leader]) await phone.offline();
    await record(member, FIRST, 6);
    await record(leader, SECOND, 4);
    await note(member, 'Sau chùa, cổng xanh');
    await note(leader, 'Cạnh cầu sắt');
    for (const phone of [member, leader]) {
      await phone.offline(false);
      await goTo(phone, 'today');
      await allSent(phone);
    }

    const desk = await people.window(world.url, size, language);
    const t = desk.w.twice;
    await officer(world, desk);
    await desk.tap(desk.link(desk.w.desk.nav.attention));
    await desk.sees(desk.page.getByRole('heading', { name: t.title }));
    await look(desk, 'desk-twice');
    await marks(desk, `desk-twice-${size.width}`);
    await counted(world, hamlet, before.met + 2);
    await compareAndMerge(desk);
    await counted(world, hamlet, before.met + 2);
    await listed(member, [FIRST], [SECOND]);
    await member.tap(member.link(FIRST));
    await member.sees(/Thạch Ngọc Hùng/);
    await look(member, 'household-merged');
    await back(member);
    await listed(leader, [FIRST], [SECOND]);
    await leader.tap(leader.link(FIRST));
    await leader.sees(/Nguyễn Thị Thu Hà/);
    await back(leader);

    await desk.tap(desk.button(t.undo, true));
    await desk.sees(t.undone);
    await look(desk, 'desk-twice-undone');
    await listed(member, [FIRST, SECOND]);
    await listed(leader, [FIRST, SECOND]);
    await counted(world, hamlet, before.met + 2);

    await desk.tap(desk.button(new RegExp(`^${t.apartNamed('')}`)));
    await desk.page.getByRole('heading', { name: t.title }).waitFor({ state: 'detached' });
    await look(desk, 'desk-twice-apart');
    await settle({ desk, leader });
    await listed(member, [FIRST, SECOND]);
    await member.tap(member.link(KNOWN));
    await member.sees('Sau chùa, cổng xanh');
  });
}

async function compareAndMerge(desk) {
  const t = desk.w.twice;
  await desk.tap(desk.button(new RegExp(`^${t.compareNamed('')}`)));
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText(t.dialog.who, { exact: true }).waitFor();
  await look(desk, 'desk-twice-compare');
  // The one with the marks stays, whichever was suggested.
  await desk.tap(dialog.locator('label').filter({ hasText: FIRST }).first());
  const [person] = await dialog.locator('select').all();
  equal(await person.locator('option:checked').textContent(), 'Lý Thị Kẽm (1951)', 'who she is');
  await desk.tap(dialog.getByRole('button', { name: t.dialog.go }));
  await desk.sees(t.merged(SECOND, FIRST));
  await desk.sees(t.recent.title);
  await look(desk, 'desk-twice-merged');
}

/** On the leader's phone, without a network. */
async function onThePhone({ desk, leader }) {
  const t = leader.w.work.team;
  await goTo(leader, 'team');
  await leader.sees(t.conflicts);
  await look(leader, 'team-conflict');
  await leader.offline();
  await leader.tap(leader.button(t.takeOther));
  await leader.sees(t.tookOther);
  await leader.page.getByRole('heading', { name: t.conflicts }).waitFor({ state: 'detached' });
  await leader.offline(false);
  await goTo(leader, 'today');
  await allSent(leader);
  await desk.page.reload();
  await desk.sees(desk.w.twice.recent.title);
  await desk.page.getByRole('heading', { name: desk.w.people.attention.conflicts }).waitFor({ state: 'detached' });
}

async function atTheDesk({ desk, leader }) {
  const t = desk.w.twice.settle;
  await look(desk, 'desk-conflict');
  await desk.tap(desk.button(new RegExp(`^${t.takeNamed('')}`)));
  await desk.page.getByRole('heading', { name: desk.w.people.attention.conflicts }).waitFor({ state: 'detached' });
  await check(leader);
  await goTo(leader, 'team');
  await leader.sees(leader.heading(leader.w.work.team.title));
  await leader.page.getByRole('heading', { name: leader.w.work.team.conflicts }).waitFor({ state: 'detached' });
}

export default {
  'one household on two phones, settled on a phone, vi': twice(PHONE, 'vi', onThePhone),
  'one household on two phones, settled at the desk, en': twice(DESK, 'en', atTheDesk),
};
