// The police of a commune send their figures, correct one and lose the network on the way; an officer sees them marked, takes
// the table away and sends a colleague the link; a leader prints the sheet for the village hall.

import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { OFFICER, officerOf } from '../lib/office.mjs';
import { OUT } from '../lib/places.mjs';
import { choice, signIn } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';
import { firstSheet } from '../lib/workbook.mjs';

const ADMIN = { login: 'quan.tri', password: 'một câu dễ nhớ' };
const POLICE = { name: 'Đại úy Lâm Hữu Ẩn', login: 'cong.an', password: 'lúa chín đầu mùa' };
const HAMLETS = ['Ấp 12', 'Ấp 15', 'Ấp 16', 'Ấp 17', 'Ấp Cây Gừa', 'Ấp Giồng Tra'];
const DOCUMENT = '12/BC-CAX';

async function enterDesk(window, { login, password }, path = '/dang-nhap') {
  const { signIn: t } = window.w.desk;
  await window.open(path);
  await window.page.getByLabel(t.login).fill(login);
  await window.page.getByLabel(t.password, { exact: true }).fill(password);
  await window.tap(window.button(t.go));
}

async function accountWith(world, [name, login, password], role, unit, ...more) {
  const made = await world.command('account', 'create', '--name', name, '--login', login, '--role', role, '--unit', unit, '--public-url', world.url, '--json', ...more);
  await world.api('POST', `/invitations/${JSON.parse(made.stdout).code}/account`, { password }, { 'x-gandan': '1' });
}

/** The administrator gives the police of a commune their figures, at the desk. */
async function givesFigures(world, admin) {
  const { accounts: t, desk } = admin.w;
  const commune = await world.unit('31930@2024');
  await enterDesk(admin, ADMIN);
  await admin.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
  await admin.open(`/ban-lam-viec/${commune.id}/tai-khoan`);
  await admin.tap(admin.button(t.invite));
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel(t.give.name).fill(POLICE.name);
  await dialog.getByLabel(t.give.login).fill(POLICE.login);
  await admin.tap(choice(admin, desk.roles.data_owner));
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  await admin.sees(t.give.needIndicators);
  const eid = admin.language === 'vi' ? ['Tài khoản định danh', 'mức 2 đã kích hoạt'] : ['Electronic identity accounts', 'level 2 accounts activated'];
  for (const name of eid) await dialog.getByLabel(name).check();
  await look(admin, 'owners-give');
  await admin.tap(dialog.getByRole('button', { name: t.give.go }));
  const link = await dialog.locator('.url').innerText();
  await admin.tap(dialog.getByRole('button', { name: t.give.finish }));
  await admin.page.locator('main li', { hasText: POLICE.name }).getByText(t.owns).waitFor();
  await look(admin, 'owners-given');
  await world.api('POST', `/invitations/${new URL(link).pathname.split('/').at(-1)}/account`, { password: POLICE.password }, { 'x-gandan': '1' });
  return commune;
}

const cell = (window, unit, what) => window.page.getByLabel(window.w.figures.sent.form.cell(unit, what), { exact: true });
const names = (language) => (language === 'vi' ? ['Đã kích hoạt', 'Người đủ điều kiện'] : ['Activated', 'Eligible people']);

async function paste(window, input, text) {
  await input.focus();
  await input.evaluate((element, held) => {
    const data = new DataTransfer();
    data.setData('text', held);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** A column from Excel, a slip, a lost network, a page closed too early; then it is there. */
async function sends(owner, commune) {
  const { figures, desk } = owner.w;
  const { sent } = figures;
  const [activated, eligible] = names(owner.language);
  await enterDesk(owner, POLICE);
  await owner.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
  await owner.tap(owner.link(desk.nav.sent, true));
  await owner.sees(sent.mine);
  await look(owner, 'owners-mine');
  await owner.tap(owner.link(new RegExp(sent.enterNamed(owner.language === 'vi' ? 'Tài khoản VNeID mức 2' : 'VNeID level 2'))));
  await owner.sees(sent.table.noneBelow === '' ? '' : sent.noFigure);
  await look(owner, 'owners-empty');
  await owner.tap(owner.button(sent.form.start));
  await cell(owner, 'Ấp 12', activated).fill('12a');
  await owner.tap(owner.button(sent.form.keep(0)).or(owner.page.locator('form button.btn').first()).first());
  await owner.sees(sent.form.wrongCell);
  await cell(owner, 'Ấp 12', activated).fill('');
  await paste(owner, cell(owner, 'Ấp 12', activated), 'ấp giồng tra\t120\t200\nap 17\t1.050\t1.300\nẤp 12\t0\t90\nẤp Lạ\t5\t6\n');
  await owner.sees(sent.form.pasted(6, 1));
  await owner.tap(owner.page.locator('form button.btn').first());
  await owner.sees(sent.form.needDocument);
  await look(owner, 'owners-form');
  await marks(owner, `owners-form-${owner.language}`);
  await owner.page.getByLabel(sent.form.document).fill(DOCUMENT);
  await cell(owner, 'Ấp 17', eligible).fill('900');
  await owner.tap(owner.button(sent.form.keep(6)));
  await owner.sees(/Ấp 17: /);
  await cell(owner, 'Ấp 17', eligible).fill('1.300');
  await owner.offline();
  await owner.tap(owner.button(sent.form.keep(6)));
  await owner.sees(sent.form.offline);
  await owner.offline(false);
  await owner.page.reload();
  await owner.tap(owner.button(sent.form.start));
  await owner.sees(sent.form.draft);
  equal(await cell(owner, 'Ấp Giồng Tra', activated).inputValue(), '120', 'what was typed before the page was closed');
  await owner.tap(owner.button(sent.form.keep(6)));
  await owner.sees(sent.form.kept(6));
  const total = owner.page.locator('tfoot');
  await total.getByText(sent.missing('3')).first().waitFor();
  await look(owner, 'owners-sent');
  return { commune };
}

async function corrects(owner) {
  const { sent } = owner.w.figures;
  const [activated] = names(owner.language);
  await owner.tap(owner.button(sent.form.start));
  await cell(owner, 'Ấp Giồng Tra', activated).fill('125');
  await owner.page.getByLabel(sent.form.document).fill('15/BC-CAX');
  await owner.tap(owner.button(sent.form.keep(1)));
  await owner.sees(sent.form.kept(1));
  await owner.tap(owner.button(new RegExp(`: Ấp Giồng Tra, ${activated}`)));
  const dialog = owner.page.getByRole('dialog');
  await dialog.getByText('125', { exact: true }).waitFor();
  await dialog.getByText('120', { exact: true }).waitFor();
  await dialog.getByText(/12\/BC-CAX/).waitFor();
  await look(owner, 'owners-history');
  await owner.page.keyboard.press('Escape');
  await owner.tap(owner.button(sent.form.start));
  for (const hamlet of ['Ấp 15', 'Ấp 16', 'Ấp Cây Gừa']) await cell(owner, hamlet, activated).fill('10');
  await owner.page.getByLabel(sent.form.document).fill('16/BC-CAX');
  await owner.tap(owner.button(sent.form.keep(3)));
  // 125 + 1,050 + 0 + 30: none is a figure.
  await owner.page.locator('tfoot').getByText(/^1[.,]205/).waitFor();
  await owner.page.locator('tfoot').getByText(sent.sum('6')).waitFor();
}

async function saved(window, tap) {
  const coming = window.page.waitForEvent('download');
  await tap();
  const download = await coming;
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}

/** The officer sees whose the figures are, and takes the table home in each way. */
async function takesAway(officer) {
  const { figures, desk } = officer.w;
  const { sent, sheet } = figures;
  await officer.tap(officer.link(desk.nav.sent, true));
  await officer.sees(sent.others);
  ok(await officer.page.getByText(new RegExp(POLICE.name)).count(), 'the sender and the document are named');
  // 1,205 sent, 1 counted: a resident of the books on the rung "installed" is none, "alone" is one.
  await officer.page.getByText(/1[.,]204/).first().waitFor();
  await look(officer, 'owners-officer');
  await marks(officer, `owners-officer-${officer.language}`);
  await officer.tap(officer.link(new RegExp(sent.openNamed(officer.language === 'vi' ? 'Tài khoản VNeID mức 2' : 'VNeID level 2'))));
  const [activated] = names(officer.language);
  await officer.tap(officer.button(activated, true));
  equal(await officer.page.locator('tbody tr th').first().innerText(), 'Ấp 17', 'the largest first');
  ok(new URL(officer.page.url()).searchParams.get('xep') === '-activated', 'the order stands in the address');
  equal(await officer.page.getByRole('button', { name: sent.form.start }).count(), 0, 'buttons to enter what is not theirs');
  await look(officer, 'owners-table');
  const menu = officer.page.locator('.sheet-menu').first();
  await officer.tap(menu.locator('summary'));
  await look(officer, 'owners-menu');
  const xlsx = await saved(officer, () => officer.tap(officer.button(sheet.xlsx)));
  ok(xlsx.name.endsWith('.xlsx') && xlsx.name.includes('Xã Vĩnh Hậu A'), `the file is called ${xlsx.name}`);
  const { cells, formulas } = firstSheet(xlsx.bytes);
  const all = [...cells.values()];
  ok(all.includes('Ấp 17') && all.includes(1050) && all.includes(0) && !formulas, 'the workbook holds the table');
  ok(all.some((value) => String(value).startsWith(sheet.how('').trim())) && all.some((value) => String(value).includes(sent.mark)), 'it says how it is counted, and by whom');
  await officer.tap(menu.locator('summary'));
  const csv = await saved(officer, () => officer.tap(officer.button(sheet.csv)));
  ok(csv.bytes.toString('utf8').includes('Ấp 17;1050'), 'the plain sheet holds the table');
  await officer.page.evaluate(() => (window.print = () => undefined));
  await officer.tap(menu.getByRole('button', { name: sheet.print }));
  await officer.page.locator('.print-sheet').waitFor({ state: 'attached' });
  await paper(officer, 'table');
  await officer.page.locator('.print-sheet').waitFor({ state: 'detached' });
}

/** What comes out of the printer, kept beside the pictures; how many pages it has. */
async function paper(window, name) {
  const folder = join(OUT, 'screens');
  mkdirSync(folder, { recursive: true });
  await window.page.emulateMedia({ media: 'print' });
  await window.page.setViewportSize({ width: 680, height: 1010 });
  await window.page.screenshot({ path: join(folder, `owners-${name}-${window.language}-paper.png`) });
  await window.page.emulateMedia({ media: null });
  await window.page.setViewportSize(window.size);
  const pdf = await window.page.pdf({ preferCSSPageSize: true, printBackground: true });
  writeFileSync(join(folder, `owners-${name}-${window.language}.pdf`), pdf);
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

/** The link leads a colleague to the same view, and a stranger to nothing. */
async function sharesTheLink(world, people, officer, [size, language]) {
  const { link, sent } = officer.w.figures;
  await officer.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await officer.tap(officer.button(link.copy));
  await officer.sees(link.copied);
  const address = await officer.page.evaluate(() => navigator.clipboard.readText());
  await accountWith(world, ['Võ Thị Ngữ', 'vo.ngu', 'một câu khác hẳn'], 'read_only', '31930@2024');
  const colleague = await people.window(world.url, size, language);
  await enterDesk(colleague, { login: 'vo.ngu', password: 'một câu khác hẳn' }, address);
  await colleague.sees(colleague.page.locator('tbody tr th').first());
  equal(await colleague.page.locator('tbody tr th').first().innerText(), 'Ấp 17', 'the same order for the colleague');
  equal(colleague.page.url(), address, 'the same address');
  ok(await colleague.page.getByText(sent.mark).count(), 'marked for the colleague too');
  await accountWith(world, ['Lê Thị Hậu', 'le.hau', 'một câu nữa đây'], 'commune_officer', '31933@2024');
  const stranger = await people.window(world.url, size, language);
  await enterDesk(stranger, { login: 'le.hau', password: 'một câu nữa đây' }, address);
  await stranger.sees(stranger.w.desk.trouble.missing.title);
  equal(await stranger.page.getByText('Ấp 17').count(), 0, 'names of units that a stranger sees');
}

async function readsTheCatalogue(officer) {
  const { figures, desk } = officer.w;
  await officer.tap(officer.link(desk.nav.catalogue, true));
  await officer.sees(officer.heading(figures.catalogue.title));
  await officer.page.getByText('hamlet_coverage').waitFor();
  await look(officer, 'owners-catalogue');
  await officer.page.getByLabel(figures.catalogue.search).fill('dinh danh dien tu');
  await officer.sees(figures.catalogue.found('1'));
  await officer.page.getByText('eid_accounts').waitFor();
  await officer.page.getByLabel(figures.catalogue.search).fill('');
  await officer.page.getByLabel(figures.catalogue.owner).selectOption('police');
  await officer.sees(figures.catalogue.found('2'));
  await marks(officer, `owners-catalogue-${officer.language}`);
  await officer.tap(officer.button(figures.help.open));
  await officer.page.getByRole('dialog').waitFor();
  await look(officer, 'owners-help');
  await officer.page.keyboard.press('Escape');
}

function figures(size, language) {
  return inWorld(`owners-${language}`, async (world, people) => {
    await accountWith(world, ['Nguyễn Thị Ngữ', ADMIN.login, ADMIN.password], 'administrator', '95@2024');
    const admin = await people.window(world.url, size, language);
    const commune = await givesFigures(world, admin);
    const owner = await people.window(world.url, size, language);
    await sends(owner, commune);
    await corrects(owner);
    const officer = await people.window(world.url, size, language);
    await officerOf(world, officer);
    ok(OFFICER.name, 'an officer');
    await takesAway(officer);
    await sharesTheLink(world, people, officer, [size, language]);
    await readsTheCatalogue(officer);
  });
}

function hall(size, language) {
  return inWorld(`hall-${language}`, async (world, people) => {
    const leader = await people.window(world.url, size, language);
    const t = leader.w.figures.hall;
    await signIn(leader, 'leader');
    await leader.sees(leader.heading('Ấp Giồng Tra'));
    await leader.tap(leader.link(t.link));
    await leader.sees(t.ladder);
    const text = await leader.page.locator('article.hall').innerText();
    ok(text.includes('Thạch Ngọc Hùng') && text.includes(t.safe), 'the leader and the safe words stand on it');
    for (const resident of ['Sa Rươl', 'Nguyễn Văn Ẩn', 'Lâm Thị Ngỡ']) ok(!text.includes(resident), `${resident} is on the sheet`);
    ok(!text.includes('0913'), 'no number without asking');
    await look(leader, 'hall');
    await marks(leader, `hall-${language}`);
    await leader.page.getByLabel(t.period).selectOption({ label: t.thisQuarter });
    await leader.page.waitForURL(/ky=q/);
    await leader.page.getByLabel(t.withPhone).check();
    ok(/0913 100 001/.test(await leader.page.locator('article.hall').innerText()), 'the number, when asked for');
    equal(await paper(leader, 'hall'), 1, 'pages of paper');
  });
}

export default {
  'sent, corrected, marked, taken away, shared, vi': figures(DESK, 'vi'),
  'sent, corrected, marked, taken away, shared, en': figures(PHONE, 'en'),
  'the sheet for the village hall, vi': hall(DESK, 'vi'),
  'the sheet for the village hall, en': hall(PHONE, 'en'),
};
