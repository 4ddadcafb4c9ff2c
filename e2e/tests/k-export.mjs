// An officer brings in the list that the commune has, takes it home as a spreadsheet that looks like it, and brings that in again:
// nothing changes.

import { readFileSync } from 'node:fs';

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';
import { firstSheet } from '../lib/workbook.mjs';

const OFFICER = { name: 'Lê Thị Hậu', login: '0912 345 679', password: 'gió chướng đầu mùa' };
const COMMUNE = 'Xã Vĩnh Mỹ A';
const FILE = '01_vinh_my_a_hai_dong_tieu_de.xlsx';
const MESSY = readFileSync(new URL(`../../crates/roster/tests/files/${FILE}`, import.meta.url));
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function officerOf(world, window) {
  const made = await world.command('account', 'create', '--name', OFFICER.name, '--login', OFFICER.login, '--role', 'commune_officer', '--unit', '31933@2024', '--public-url', world.url, '--json');
  const { code } = JSON.parse(made.stdout);
  await world.api('POST', `/invitations/${code}/account`, { password: OFFICER.password }, { 'x-gandan': '1' });
  const { signIn } = window.w.desk;
  await window.open('/dang-nhap');
  await window.page.getByLabel(signIn.login).fill(OFFICER.login);
  await window.page.getByLabel(signIn.password, { exact: true }).fill(OFFICER.password);
  await window.tap(window.button(signIn.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
  await window.tap(window.link(window.w.desk.nav.people, true));
  await window.sees(window.heading(`${window.w.people.title}: ${COMMUNE}`));
}

async function saved(window, label) {
  const coming = window.page.waitForEvent('download');
  await window.tap(window.button(label));
  const download = await coming;
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}

async function bringIn(window, name, bytes) {
  await window.tap(window.link(window.w.lists.open));
  await window.page.locator('main .drop input[type=file]').setInputFiles({ name, mimeType: TYPE, buffer: bytes });
  await window.sees(window.heading(window.w.lists.heads.preview));
}

/** The sheet looks like the file that came in, and holds what the books hold. */
function looksAlike({ name, cells, merges, formulas }) {
  equal(name, 'Danh sách', 'the name of the sheet');
  equal(cells.get('A2'), 'XÃ VĨNH MỸ A', 'the letterhead');
  equal([cells.get('C7'), cells.get('C8'), cells.get('D8'), cells.get('H9')].join('|'), 'Năm sinh|Nam|Nữ|(8)', 'the headings in two rows and the columns\' numbers');
  ok(merges.includes('C7:D7') && merges.includes('A7:A8'), `the headings are merged as they were: ${merges}`);
  equal(cells.get('A10'), 'I. ẤP DO THỚI (07 thành viên)', 'the first sub-heading');
  equal([cells.get('B11'), cells.get('C11'), cells.get('E11'), cells.get('F11'), cells.get('G11')].join('|'), 'Đinh Minh Kiên|1974|Tổ trưởng|Bí thư chi bộ|0950000107', 'the first member, with the zero of his phone');
  equal(cells.get('C11'), 1974, 'a year is a number');
  ok([...cells.values()].includes('Tổng cộng') && [...cells.values()].includes(20), 'the total is a number');
  ok(!formulas, 'nothing is a formula');
}

function whole(size, language) {
  return inWorld(`export-${language}`, async (world, people) => {
    const officer = await people.window(world.url, size, language);
    const { lists } = officer.w;
    await officerOf(world, officer);
    const empty = firstSheet((await saved(officer, lists.export.roster)).bytes);
    ok([...empty.cells.values()].includes('DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG'), 'without an example the list is a plain one');

    await bringIn(officer, FILE, MESSY);
    await officer.tap(officer.button(lists.rightNamed('Đặng Văn Hiếu', '30')));
    await officer.tap(officer.button(lists.bar.all('20')));
    await officer.sees(officer.heading(lists.heads.done));
    await officer.tap(officer.link(lists.done.go));
    await officer.page.locator('main li', { hasText: FILE }).waitFor();

    const { name, bytes } = await saved(officer, lists.export.roster);
    ok(/^Danh sách tổ Xã Vĩnh Mỹ A \d{4}-\d\d-\d\d\.xlsx$/.test(name), `the file is called ${name}`);
    looksAlike(firstSheet(bytes));
    await look(officer, 'export-people');
    await marks(officer, `export-people-${language}`);
    const homes = await saved(officer, lists.export.households);
    ok(homes.name.startsWith('Danh sách hộ Xã Vĩnh Mỹ A'), `the households are called ${homes.name}`);

    await bringIn(officer, name, bytes);
    await officer.page.locator('tbody tr').filter({ hasText: 'Đinh Minh Kiên' }).getByText(lists.outcomes.same).waitFor();
    const rows = officer.page.locator('tbody tr:not(.grp)');
    equal(await rows.count(), 20, 'members in the file that came back');
    // One has no year and no sex in the books either: the page still asks an officer to look.
    await officer.tap(officer.page.getByRole('button', { name: new RegExp(`^${lists.right}.*Đặng Văn Hiếu`) }));
    equal(await rows.filter({ hasText: lists.outcomes.same }).count(), 20, 'members who are there just so');
    for (const other of ['created', 'changed']) equal(await rows.filter({ hasText: lists.outcomes[other] }).count(), 0, `rows that are ${other}`);
    await look(officer, 'export-again');

    await officer.page.goBack();
    await officer.page.locator('main li', { hasText: FILE }).waitFor();
    await officer.offline();
    await officer.tap(officer.button(lists.export.roster));
    await officer.sees(lists.export.failed);
    await look(officer, 'export-offline');
    await officer.offline(false);
  });
}

export default {
  'out and in again, vi': whole(DESK, 'vi'),
  'out and in again, en': whole(PHONE, 'en'),
};
