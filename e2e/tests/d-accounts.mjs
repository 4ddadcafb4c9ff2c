// From nothing to an office at work: a command lets the first administrator in, they let a commune officer in, and out again.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { choice } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const ADMIN = { name: 'Nguyễn Thị Ngữ', login: 'quan.tri', password: 'một câu dễ nhớ' };
const OFFICER = { name: 'Trần Ẩn Đức', login: '0912 345 678', shown: '0912 345 678', password: 'mưa xuân trên đồng' };

/** From the link to the desk, with one slip on the way. */
async function choosePassword(window, path, who, { watch = false } = {}) {
  const { door } = window.w.accounts;
  await window.open(path);
  await window.sees(window.heading(door.hello(who.name)));
  if (watch) {
    await look(window, 'password-1');
    await marks(window, `password-1-${window.language}`);
  }
  await window.page.getByLabel(door.password).fill(who.password);
  await window.page.getByLabel(door.again).fill('khác hẳn nhau');
  await window.tap(window.button(door.go));
  await window.sees(door.differ);
  if (watch) await look(window, 'password-2-differ');
  await window.page.getByLabel(door.again).fill(who.password);
  await window.tap(window.button(door.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
}

async function signIn(window, who) {
  const { signIn: t } = window.w.desk;
  await window.open('/dang-nhap');
  await window.page.getByLabel(t.login).fill(who.login);
  await window.page.getByLabel(t.password, { exact: true }).fill(who.password);
  await window.tap(window.button(t.go));
}

async function goToAccounts(window, unit) {
  const { accounts, desk } = window.w;
  await window.tap(window.link(desk.nav.accounts, true));
  await window.sees(window.heading(new RegExp(`^${accounts.title}`)));
  for (const name of unit) {
    await window.tap(window.page.locator('main').getByRole('link', { name, exact: true }));
    await window.sees(window.heading(`${accounts.title}: ${name}`));
  }
}

/** Fills in the dialog and gives the link that it shows. */
async function inviteOfficer(admin) {
  const { accounts: t, desk } = admin.w;
  await admin.tap(admin.button(t.invite));
  const dialog = admin.page.getByRole('dialog');
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  await admin.sees(t.give.needName);
  await look(admin, 'accounts-give');
  await marks(admin, `accounts-give-${admin.language}`);
  await dialog.getByLabel(t.give.name).fill(OFFICER.name);
  await dialog.getByLabel(t.give.login).fill('12');
  await admin.tap(choice(admin, desk.roles.commune_officer));
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  await admin.sees(t.refusals.login_wrong);
  await dialog.getByLabel(t.give.login).fill(OFFICER.login);
  await admin.offline();
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  await admin.sees(desk.trouble.act.offline);
  await admin.offline(false);
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  await dialog.getByRole('img', { name: t.paper.qr(OFFICER.name) }).waitFor();
  await look(admin, 'accounts-handout');
  const link = await dialog.locator('.url').innerText();
  await admin.tap(dialog.getByRole('button', { name: t.give.finish }));
  await dialog.waitFor({ state: 'hidden' });
  return link;
}

const rowOf = (window, name) => window.page.locator('main li', { hasText: name });

function whole(size, language) {
  return inWorld(`accounts-${language}`, async (world, people) => {
    const first = await world.command('account', 'create', '--name', ADMIN.name, '--login', ADMIN.login, '--role', 'administrator', '--public-url', world.url, '--json');
    const admin = await people.window(world.url, size, language);
    const { accounts: t, desk } = admin.w;
    await choosePassword(admin, JSON.parse(first.stdout).url, ADMIN, { watch: true });
    await goToAccounts(admin, ['Tỉnh Bạc Liêu', 'Huyện Hòa Bình', 'Xã Vĩnh Hậu A']);
    await admin.sees(t.none);
    await look(admin, 'accounts-empty');
    const link = await inviteOfficer(admin);
    await rowOf(admin, OFFICER.name).getByText(t.open, { exact: true }).waitFor();
    await look(admin, 'accounts-invited');

    // Looked at by a preview first; then the officer sees their commune and nothing above or beside it.
    const code = new URL(link).pathname.split('/').at(-1);
    for (let i = 0; i < 2; i += 1) await world.api('GET', `/invitations/${code}/account`, undefined, {});
    const officer = await people.window(world.url, size, language);
    await choosePassword(officer, link, OFFICER);
    await officer.sees(officer.heading('Xã Vĩnh Hậu A'));
    equal(await officer.page.getByRole('link', { name: desk.nav.accounts, exact: true }).count(), 0, 'links to accounts that an officer sees');
    const commune = officer.page.url();
    const district = await world.unit('961@2024');
    await officer.open(`/ban-lam-viec/${district.id}`);
    await officer.sees(desk.trouble.missing.title);
    await officer.open(`${commune}/tai-khoan`);
    await officer.sees(desk.trouble.denied.title);
    await look(officer, 'accounts-denied');
    const late = await people.window(world.url, PHONE, language);
    await late.open(link);
    await late.sees(t.door.used.title);
    await look(late, 'password-used');
    await late.tap(late.link(t.door.typeCode));
    await late.page.getByLabel(t.door.code).fill('k7m4 2qpd 9x');
    await late.tap(late.button(t.door.codeGo));
    await late.sees(t.door.missing.title);

    // A new link for somebody who forgot, made after a question; then their duty ends, and with it the session.
    await admin.page.reload();
    await rowOf(admin, OFFICER.name).getByText(t.set, { exact: true }).waitFor();
    await marks(admin, `accounts-${language}`);
    await admin.tap(admin.button(t.renewNamed(OFFICER.name)));
    await admin.sees(t.renewing.still);
    await look(admin, 'accounts-renew');
    await admin.tap(admin.button(t.renewing.go));
    await admin.page.getByRole('dialog').locator('.url').waitFor();
    await admin.page.keyboard.press('Escape');
    await admin.tap(admin.button(t.endNamed(desk.roles.commune_officer, OFFICER.name)));
    await admin.sees(t.ending.out);
    await look(admin, 'accounts-end');
    await admin.tap(admin.page.getByRole('dialog').getByRole('button', { name: t.ending.go, exact: true }));
    await admin.sees(t.none);
    await officer.open('/ban-lam-viec');
    await officer.page.waitForURL(/dang-nhap/);
    await signIn(officer, OFFICER);
    await officer.sees(desk.trouble.noUnit.title);
    ok(!(await officer.page.getByText('Vĩnh Hậu A').count()), 'nothing of the commune is left to see');
  });
}

export default { 'invited, in, out, vi': whole(DESK, 'vi'), 'invited, in, out, en': whole(PHONE, 'en') };
