// An officer keeps the organisation true: founds a team, takes people in without making anybody two, notes a decision with its
// paper, is told when somebody else was faster, and hands a leader's post over.

import { DESK, PHONE } from '../lib/browser.mjs';
import { day } from '../lib/ids.mjs';
import { look, marks } from '../lib/look.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { PASSWORD, DESK as LOGINS } from '../lib/seed.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const OFFICER = { name: 'Trần Ẩn Đức', login: '0912 345 678', password: 'mưa xuân trên đồng' };
const COMMUNE = 'Xã Vĩnh Hậu A';
const LEADER = 'Nguyễn Thị Ngữ';
const PDF = { name: 'Quyết định 52 (bản ký).pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n% quyết định\n') };

async function officerOf(world, window) {
  const made = await world.command('account', 'create', '--name', OFFICER.name, '--login', OFFICER.login, '--role', 'commune_officer', '--unit', '31930@2024', '--public-url', world.url, '--json');
  const { code } = JSON.parse(made.stdout);
  await world.api('POST', `/invitations/${code}/account`, { password: OFFICER.password }, { 'x-gandan': '1' });
  const { signIn } = window.w.desk;
  await window.open('/dang-nhap');
  await window.page.getByLabel(signIn.login).fill(OFFICER.login);
  await window.page.getByLabel(signIn.password, { exact: true }).fill(OFFICER.password);
  await window.tap(window.button(signIn.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
}

async function goTo(window, hamlet) {
  await window.tap(window.link(window.w.desk.nav.people, true));
  await window.sees(window.heading(`${window.w.people.title}: ${COMMUNE}`));
  if (!hamlet) return;
  await window.tap(window.page.locator('main').getByRole('link', { name: hamlet, exact: true }).first());
  await window.sees(window.heading(`${window.w.people.title}: ${hamlet}`));
}

const dialog = (window) => window.page.getByRole('dialog');
const go = (window, name) => window.tap(dialog(window).locator('footer').getByRole('button', { name, exact: true }));
const closed = (window) => dialog(window).waitFor({ state: 'detached' });
const field = (window, label) => dialog(window).getByLabel(label).first();
const row = (window, name) => window.page.locator('main li').filter({ has: window.page.locator('h3', { hasText: name }) });

async function founded(window) {
  const { team } = window.w.organisation;
  await window.tap(window.button(window.w.organisation.found, true));
  equal(await field(window, team.name).inputValue(), team.usual('ấp 12'), 'the usual name');
  await go(window, team.go);
  await dialog(window).getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  await field(window, team.number).fill('52/QĐ-UBND');
  await field(window, team.day).fill('2023-04-12');
  await field(window, team.until).fill(day(-1));
  await look(window, 'organisation-found');
  await marks(window, `organisation-found-${window.language}`);
  await go(window, team.go);
  await closed(window);
  await window.sees(window.page.getByRole('heading', { name: team.usual('ấp 12'), level: 2 }));
  await window.sees(window.w.organisation.vacant.leader);
  await look(window, 'organisation-vacant');
}

async function leaderComes(window) {
  const { vacant, fillNamed, person, refusals } = window.w.organisation;
  await window.tap(window.button(fillNamed(vacant.leader)));
  await go(window, person.add);
  await dialog(window).getByText(person.needName).waitFor();
  await field(window, person.name).fill(LEADER);
  await field(window, person.birth).fill('1975');
  await field(window, person.phone).fill('0913 100 001');
  await go(window, person.add);
  await dialog(window).getByText(refusals.phone_taken).waitFor();
  await look(window, 'organisation-phone-taken');
  await field(window, person.phone).fill('0987 654 321');
  await window.offline();
  await go(window, person.add);
  await dialog(window).getByText(window.w.desk.trouble.act.offline).waitFor();
  await window.offline(false);
  equal(await field(window, person.name).inputValue(), LEADER, 'what was typed stays');
  await go(window, person.add);
  await closed(window);
  await row(window, LEADER).waitFor();
}

/** Somebody of another team: found by a search, and met by their name. */
async function nobodyTwice(world, window) {
  const { organisation: t } = window.w;
  await window.tap(window.button(t.addPersonTo(t.team.usual('ấp 12'))));
  await dialog(window).getByLabel(t.person.find).fill('danh minh');
  await window.tap(dialog(window).getByRole('button', { name: t.person.pickNamed('Danh Minh Tuấn') }));
  await look(window, 'organisation-picked');
  await go(window, t.person.add);
  await closed(window);
  await row(window, 'Danh Minh Tuấn').waitFor();

  await window.tap(window.button(t.addPersonTo(t.team.usual('ấp 12'))));
  await field(window, t.person.name).fill('Kim Sô Phia');
  await field(window, t.person.birth).fill('1996');
  await go(window, t.person.add);
  await dialog(window).getByText(t.person.known, { exact: true }).waitFor();
  await look(window, 'organisation-known');
  await window.tap(dialog(window).getByRole('button', { name: t.person.same('Kim Sô Phia') }));
  await go(window, t.person.add);
  await closed(window);
  const known = await world.member(await world.hamlet('Ấp Cây Gừa'), 'Kim Sô Phia');
  const here = await world.member(await world.hamlet('Ấp 12'), 'Kim Sô Phia');
  equal([here.person, here.account], [known.person, known.account], 'one person and one account in two teams');
}

async function papers(world, window) {
  const { decisions: t, save } = window.w.organisation;
  await window.sees(t.over(day(-1).split('-').reverse().join('/')));
  const input = window.page.locator('main input[type=file]').first();
  await input.setInputFiles({ name: 'Ảnh.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await window.sees(window.w.organisation.refusals.file_type_wrong);
  await input.setInputFiles(PDF);
  await window.sees(new RegExp(`Quyết định 52 \\(bản ký\\)`));
  const coming = window.page.waitForEvent('download');
  await window.tap(window.link(/Quyết định 52/));
  const download = await coming;
  equal(download.suggestedFilename(), PDF.name, 'the name of the paper');
  const [team] = (await world.api('GET', `/units/${(await world.hamlet('Ấp 12')).id}/teams`)).body;
  const { answer, body } = await world.api('GET', `/decisions/${team.decisions[0].id}/file`);
  equal([answer.headers.get('content-type'), body], ['application/pdf', PDF.buffer.toString()], 'the paper');
  ok(answer.headers.get('content-disposition').startsWith('attachment;'), 'it is to be saved, not opened');

  await window.tap(window.button(t.addTo(team.name)));
  await field(window, window.w.organisation.team.number).fill('9/QĐ-UBND');
  await field(window, window.w.organisation.team.day).fill('2026-01-05');
  await field(window, window.w.organisation.team.until).fill(day(30));
  await look(window, 'organisation-decision');
  await go(window, save);
  await closed(window);
  await window.sees(t.ending(day(30).split('-').reverse().join('/')));
  await look(window, 'organisation-papers');
  await marks(window, `organisation-papers-${window.language}`);
}

async function somebodyWasFaster(world, window) {
  const { organisation: t, desk, listcells } = window.w;
  await window.tap(window.button(t.editNamed(LEADER)));
  await field(window, t.person.post).selectOption({ label: listcells.posts.hamlet_head });
  const member = await world.member(await world.hamlet('Ấp 12'), LEADER);
  const said = { name: LEADER, birth_year: 1976, role: 'leader', post: 'teacher', phone: member.phone, saw: member.revision };
  await world.api('PUT', `/memberships/${member.id}`, said);
  await go(window, t.save);
  await dialog(window).getByText(t.refusals.changed_meanwhile).waitFor();
  await dialog(window).getByText(t.now(`${LEADER}, ${t.person.born('1976')}, ${desk.roles.leader}, ${listcells.posts.teacher}`)).waitFor();
  await look(window, 'organisation-faster');
  equal((await world.member(await world.hamlet('Ấp 12'), LEADER)).post_code, 'teacher', 'nothing was overwritten');
  await go(window, t.save);
  await closed(window);
  await row(window, LEADER).getByText(listcells.posts.hamlet_head).waitFor();
}

function kept(size, language) {
  return inWorld(`organisation-${language}`, async (world, people) => {
    const officer = await people.window(world.url, size, language);
    await officerOf(world, officer);
    await goTo(officer, 'Ấp 12');
    await look(officer, 'organisation-none');
    await founded(officer);
    await leaderComes(officer);
    await nobodyTwice(world, officer);
    await papers(world, officer);
    await somebodyWasFaster(world, officer);

    const { organisation: t, checks } = officer.w;
    await officer.tap(officer.button(t.leaveNamed('Danh Minh Tuấn')));
    await look(officer, 'organisation-leaves');
    await go(officer, t.person.endGo);
    await closed(officer);
    await row(officer, 'Danh Minh Tuấn').waitFor({ state: 'detached' });
    ok(await world.member(await world.hamlet('Ấp Giồng Tra'), 'Danh Minh Tuấn'), 'who leaves one team stays in the other');

    await officer.tap(officer.link(COMMUNE, true));
    await officer.sees(officer.heading(`${officer.w.people.title}: ${COMMUNE}`));
    await officer.sees(checks.code.term_ending);
    await officer.page.locator('.figures li', { hasText: checks.code.hamlet_without_team }).getByText('2', { exact: true }).waitFor();
    await officer.tap(officer.page.locator('summary', { hasText: checks.below }));
    await look(officer, 'organisation-checks');
    await marks(officer, `organisation-checks-${language}`);
  });
}

/** Whether somebody who signs in has any role. */
async function roles(world, login) {
  const headers = { 'x-gandan': '1', 'sec-fetch-site': 'same-origin' };
  return (await world.api('POST', '/session', { login, password: PASSWORD }, headers)).body.grants.map((grant) => grant.role);
}

function passed(size, language) {
  return inWorld(`handover-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const [old, next] = [await world.member(hamlet, 'Thạch Ngọc Hùng'), await world.member(hamlet, 'Nguyễn Thị Thu Hà')];
    const deputy = await PhoneClient.join(world, (await world.invite(hamlet, 'Sơn Thị Mỹ Duyên')).code, 'Máy tổ phó');
    const given = ['Bà Thạch Thị Sa Rươl', 'Ông Sơn Quỳnh'].map((name) => world.homes[name].household);
    await deputy.sync(given.map((household) => deputy.op('household.edit', { household, saw: 0, fields: { keeper: old.id } })));
    equal(await roles(world, LOGINS.leader), ['leader'], 'the leader before');
    // The leader's phone says that it still holds something.
    const held = { v: 1, epoch: world.leader.epoch, now: Date.now(), ops: [], held: 3 };
    await world.api('POST', '/sync', held, { authorization: `Bearer ${world.leader.token}` });

    const officer = await people.window(world.url, size, language);
    await officerOf(world, officer);
    await goTo(officer, 'Ấp Giồng Tra');
    const { organisation: t, people: words, desk } = officer.w;
    await officer.tap(officer.button(t.handOverNamed(old.name)));
    await dialog(officer).getByText(t.handover.households('2')).waitFor();
    await dialog(officer).getByText(t.handover.unsent('3')).waitFor();
    await go(officer, t.handover.go);
    await dialog(officer).getByText(t.handover.needTo).waitFor();
    await field(officer, t.handover.to).selectOption(t.handover.newcomer);
    await look(officer, 'handover-newcomer');
    await field(officer, t.handover.to).selectOption(next.id);
    await officer.tap(dialog(officer).getByText(t.handover.handset));
    await look(officer, 'handover-asked');
    await marks(officer, `handover-${language}`);
    await go(officer, t.handover.go);
    await dialog(officer).getByRole('heading', { name: t.handover.done(next.name) }).waitFor();
    await look(officer, 'handover-done');
    await officer.tap(dialog(officer).getByRole('button', { name: t.handover.invite(next.name) }));
    await dialog(officer).getByRole('img', { name: words.invitation.qr(next.name) }).waitFor();
    await look(officer, 'handover-invitation');
    await officer.page.keyboard.press('Escape');
    await closed(officer);
    await row(officer, next.name).getByText(desk.roles.leader).waitFor();
    equal(await row(officer, old.name).count(), 0, 'the old one in the list');
    equal(await roles(world, LOGINS.leader), [], 'the old one has no role any more');

    const lines = (await deputy.sync()).flatMap((line) => line.records ?? []);
    const now = await world.member(hamlet, next.name);
    const keepers = lines.filter(([kind, id]) => kind === 'household' && given.includes(id)).map(([, , home]) => home.keeper);
    equal(keepers, [now.id, now.id], 'the households are looked after by the new one');
    const phone = PhoneClient.known(world, world.leader);
    equal(await phone.sync().catch((error) => error.status), 401, 'the phone of the old one');
  });
}

export default {
  'kept true, vi': kept(DESK, 'vi'),
  'kept true, en': kept(PHONE, 'en'),
  'handed over, vi': passed(PHONE, 'vi'),
  'handed over, en': passed(DESK, 'en'),
};
