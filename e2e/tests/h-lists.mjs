// An officer brings in the list that the commune has: sees what was understood, corrects a column, leaves out a row, writes it,
// and takes it back.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { choose, drop, goToPeople, officerOf, row } from '../lib/office.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { until } from '../lib/server.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const COMMUNE = 'Xã Vĩnh Hậu A';
/** As an office makes them: a letterhead, hamlets between the rows, a heading of its own, a total that does not agree. */
const LIST = `ỦY BAN NHÂN DÂN XÃ VĨNH HẬU A;;;;;;;
DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG;;;;;;;
(Kèm theo Quyết định số 52/QĐ-UBND ngày 12/4/2023 của UBND xã Vĩnh Hậu A);;;;;;;
;;;;;;;
STT;Họ và tên;Năm sinh;Giới tính;Nhiệm vụ;Việc ở ấp;Số liên hệ riêng;Số CCCD
I;Ấp 12;;;;;;
1;NGUYỄN VĂN ẨN;1975;Nam;Tổ trưởng;Trưởng ấp;950000248;000000000101
2;Trần Thị Ửng;12/5/78;Nữ;Tổ phó;Chi hội trưởng Phụ nữ;0950 000 257;000000000102
3;Hồ Thị Nhi;05/03/1985;Nữ;Thành viên;;0950000262 - 0950000269;
4;Trần Thanh Tâm;31/2/1979;Nam;Thành viên;;095000027;
5;Bà Lý Thị Đẹp;1968;;Thành viên;;;
II;Ấp Giồng Tra;;;;;;
6;Thạch Ngọc Hùng;1970;Nam;Tổ trưởng;Bí thư chi bộ;0913100001;
7;Danh Minh Tuấn;1995;Nam;Thành viên;Nhân viên y tế;0913100004;
8;Kim Thị Sô Phia;1991;Nữ;Thành viên;;0950000333;
;Tổng cộng: 9 người;;;;;;
`;
const FILE = 'Danh sách tổ xã Vĩnh Hậu A (mới).csv';
const ASK = 'Trần Thanh Tâm';
const LEFT = 'Lý Thị Đẹp';

/** Teams and members of the commune with all its hamlets, as everybody reads them. */
async function counted(world, wanted) {
  const commune = await world.unit('31930@2024');
  let last;
  await until(`the figures ${JSON.stringify(wanted)}`, async () => {
    const { cards } = (await world.api('GET', `/units/${commune.id}/dashboard?period=all`)).body;
    last = ['teams', 'members'].map((indicator) => cards.find((card) => card.indicator === indicator).value);
    return JSON.stringify(last) === JSON.stringify(wanted);
  }).catch((error) => { throw new Error(`${error.message}; they are ${last}`); });
}

async function refusals(window) {
  const { lists, desk } = window.w;
  await choose(window, 'Ảnh chụp.xlsx', '\x89PNG\r\n\x1a\n', 'image/png');
  await window.sees(lists.choose.refused);
  await look(window, 'lists-refused');
  await window.offline();
  await choose(window, FILE, LIST);
  await window.sees(desk.trouble.act.offline);
  await look(window, 'lists-offline');
  await window.offline(false);
}

async function elsewhere(window) {
  const { lists } = window.w;
  await choose(window, 'Xã khác.csv', LIST.replace('Ấp 12', 'Ấp Vĩnh Lạc'));
  await window.sees(lists.mistakes.title('1'));
  await window.sees(/Ấp Vĩnh Lạc/);
  await look(window, 'lists-mistakes');
  await window.tap(window.button(lists.bar.drop));
  await look(window, 'lists-drop');
  await window.tap(window.page.getByRole('dialog').getByRole('button', { name: lists.dropDialog.go, exact: true }));
  await window.sees(window.heading(lists.kind.heads.roster));
}

async function saved(window) {
  const coming = window.page.waitForEvent('download');
  await window.tap(window.button(window.w.lists.save));
  const stream = await (await coming).createReadStream();
  const parts = [];
  for await (const part of stream) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  ok(text.startsWith('\ufeff'), 'the saved file begins with its mark');
  equal(text.trim().split('\r\n').length, 3, 'lines of the saved file: a head and two rows');
  ok(text.includes(`10;Ấp 12;${ASK};`), `the saved file names the row: ${text}`);
}

async function preview(window) {
  const { lists, listcells } = window.w;
  await window.sees(window.heading(lists.heads.preview));
  await window.sees(lists.total('8'));
  await window.sees(lists.notices.total('9', '8'));
  await window.sees(lists.notices.secret);
  await row(window, 'Nguyễn Văn Ẩn').locator('.raw', { hasText: /: ?950000248$/ }).waitFor();
  await row(window, 'Nguyễn Văn Ẩn').getByText(listcells.warnings.W_PHONE_ZERO_RESTORED).waitFor();
  equal(await row(window, 'Hồ Thị Nhi').getByText('05/03/1985').count(), 1, 'a birth that is written alike stands once');
  await look(window, 'lists-preview');
  await marks(window, `lists-preview-${window.language}`);

  // A heading of the office's own, said once.
  await window.page.getByLabel('Việc ở ấp').selectOption({ label: listcells.meanings.position });
  await row(window, 'Danh Minh Tuấn').getByText(lists.change(lists.fields.position, listcells.posts.other, listcells.posts.health_worker)).waitFor();
  equal(await row(window, 'Thạch Ngọc Hùng').getByText(lists.outcomes.same).count(), 1, 'who is there just so');
  await saved(window);

  await window.tap(window.page.getByRole('tab', { name: lists.tabs.ask }));
  equal(await window.page.locator('tbody tr:not(.grp)').count(), 2, 'rows to look at');
  await window.tap(window.button(lists.rightNamed(ASK, '10')));
  await window.sees(lists.bar.open('1'));
  ok(await window.page.evaluate(() => document.activeElement?.tagName === 'BUTTON'), 'the keyboard is at the next row');
  await window.tap(window.button(lists.leaveNamed(LEFT, '11')));
  await window.sees(lists.bar.ready);
  await window.sees(lists.table.noneAsk);
  await window.tap(window.page.getByRole('tab', { name: lists.tabs.all }));
  await row(window, LEFT).getByText(lists.reasons.asked).waitFor();
  await look(window, 'lists-ready');
}

function whole(size, language) {
  return inWorld(`lists-${language}`, async (world, people) => {
    const officer = await people.window(world.url, size, language);
    const { lists, people: words } = officer.w;
    await officerOf(world, officer);
    await goToPeople(officer, COMMUNE);
    await officer.sees(lists.hamlets.without('3'));
    await row(officer, 'Ấp Giồng Tra').getByText('Thạch Ngọc Hùng').waitFor();
    await officer.sees(lists.history.none);
    await look(officer, 'lists-people');
    await counted(world, [4, 13]);

    await officer.tap(officer.link(lists.open));
    await officer.sees(officer.heading(lists.kind.heads.roster));
    await look(officer, 'lists-choose');
    await marks(officer, `lists-choose-${language}`);
    await refusals(officer);
    await elsewhere(officer);
    await drop(officer, FILE, LIST);
    await preview(officer);
    await officer.tap(officer.button(lists.bar.all('7')));
    await officer.sees(officer.heading(lists.heads.done));
    await officer.sees(lists.done.created('5'));
    await look(officer, 'lists-done');
    await counted(world, [5, 18]);

    await officer.tap(officer.link(lists.done.go));
    await row(officer, 'Ấp 12').getByText('Nguyễn Văn Ẩn').waitFor();
    await officer.page.locator('main li', { hasText: FILE }).getByText(lists.history.created('5')).waitFor();
    await look(officer, 'lists-people-after');
    await marks(officer, `lists-people-${language}`);
    await officer.tap(officer.link('Ấp 12', true));
    await officer.sees(officer.heading(`${words.title}: Ấp 12`));
    for (const name of ['Nguyễn Văn Ẩn', 'Trần Thị Ửng', 'Hồ Thị Nhi', ASK]) await officer.page.locator('main li h3', { hasText: name }).waitFor();
    await officer.page.locator('main li', { hasText: 'Nguyễn Văn Ẩn' }).getByText(officer.w.listcells.posts.hamlet_head).waitFor();
    equal(await officer.page.locator('main li h3').count(), 4, 'members of the new team');

    // Back again; what was there before stays.
    await officer.page.goBack();
    await officer.tap(officer.button(lists.history.undoNamed(FILE)));
    await look(officer, 'lists-undo');
    await officer.tap(officer.page.getByRole('dialog').getByRole('button', { name: lists.undo.go, exact: true }));
    await officer.page.locator('main li', { hasText: FILE }).getByText(lists.history.undone('').trim()).waitFor();
    await row(officer, 'Ấp 12').getByText(lists.hamlets.none).waitFor();
    await look(officer, 'lists-people-undone');
    await counted(world, [4, 13]);
  });
}

function builtOn(size, language) {
  return inWorld(`lists-built-${language}`, async (world, people) => {
    const officer = await people.window(world.url, size, language);
    const { lists } = officer.w;
    await officerOf(world, officer);
    await goToPeople(officer, COMMUNE);
    await officer.tap(officer.link(lists.open));
    await choose(officer, FILE, LIST);
    await officer.tap(officer.button(lists.bar.some('6')));
    await officer.sees(officer.heading(lists.heads.done));
    await officer.sees(lists.done.out('2'));
    await PhoneClient.join(world, (await world.invite(await world.hamlet('Ấp 12'), 'Hồ Thị Nhi')).code);
    await officer.tap(officer.link(lists.done.go));
    await officer.tap(officer.button(lists.history.undoNamed(FILE)));
    const dialog = officer.page.getByRole('dialog');
    await officer.tap(dialog.getByRole('button', { name: lists.undo.go, exact: true }));
    await dialog.getByText(lists.refusals.undo_built_on).waitFor();
    await dialog.getByText(`Hồ Thị Nhi ${lists.undo.built.joined}`).waitFor();
    await look(officer, 'lists-undo-built');
    await officer.tap(dialog.locator('footer').getByRole('button', { name: officer.w.desk.close }));
    await counted(world, [5, 17]);
  });
}

export default {
  'in and back, vi': whole(DESK, 'vi'),
  'in and back, en': whole(PHONE, 'en'),
  'built on, vi': builtOn(PHONE, 'vi'),
  'built on, en': builtOn(DESK, 'en'),
};
