// An officer brings in the list of households that a hamlet keeps: says which kind it is, corrects a column, mends a value, says
// who is who and by what right private things are kept, writes it, reads it row by row, and takes it back.

import { DESK, PHONE } from '../lib/browser.mjs';
import { id } from '../lib/ids.mjs';
import { look, marks } from '../lib/look.mjs';
import { choose, goToPeople, officerOf, row } from '../lib/office.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { until } from '../lib/server.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const COMMUNE = 'Xã Vĩnh Hậu A';
const HAMLET = 'Ấp Giồng Tra';
const FILE = 'Hộ dân Giồng Tra quý 4.csv';
/** Households by their number, a head without one year, a heading of the office's own. */
const LIST = `ỦY BAN NHÂN DÂN XÃ VĨNH HẬU A;;;;;;;;
DANH SÁCH HỘ DÂN ẤP GIỒNG TRA;;;;;;;;
;;;;;;;;
Hộ số;Họ và tên;Mối liên hệ trong nhà;Năm sinh;Giới tính;Dân tộc;Hộ nghèo;Hộ cận nghèo;Điện thoại
1;Thạch Thị Sáu;CH;1956;Nữ;Khmer;x;;0950 000 777
;Thạch Sà Vên;con;31/2/1988;Nam;KHMER;;;
2;Nguyễn Văn Ửng;CH;1961;Nam;Kinh;;x;
;Lê Thị Đẹp;vợ;1964;Nữ;Kinh;;;
3;Danh Hiệp;CH;1970;Nam;Khmer;;;
;Danh Thị Ngọc Ánh;con;1999;Nữ;Khmer;;;
`;

/** The households of the hamlet as its phones have them: names. */
async function booked(phone) {
  const lines = await phone.sync();
  const records = lines.flatMap((line) => line.records ?? []);
  return records.filter(([kind, , content]) => kind === 'household' && content && !content.left_on).map(([, , content]) => content.name).sort();
}

async function counted(world, wanted) {
  const hamlet = await world.hamlet(HAMLET);
  let last;
  await until(`the figures ${wanted}`, async () => {
    const { body } = await world.api('GET', `/units/${hamlet.id}/figures/households?period=all`);
    last = body.value;
    return last === wanted;
  }).catch((error) => { throw new Error(`${error.message}; they are ${last}`); });
}

async function leader(world) {
  const invitation = await world.invite(await world.hamlet(HAMLET), 'Thạch Ngọc Hùng');
  return PhoneClient.join(world, invitation.code);
}

/** Somebody of the book whom nobody has asked for a year of birth. */
async function known(world, phone) {
  const hamlet = await world.hamlet(HAMLET);
  const [household, resident, now] = [id(Date.now()), id(Date.now()), Date.now()];
  const day = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
  await phone.sync([
    phone.op('household.create', {
      household, hamlet: hamlet.id, name: 'Danh Hiệp', made_on: day, residents: [{ resident, name: 'Danh Hiệp', head: 1 }],
    }),
  ]);
}

async function opened(world, officer) {
  const { lists } = officer.w;
  await officerOf(world, officer);
  await goToPeople(officer, COMMUNE);
  await officer.tap(officer.link(lists.open));
  await officer.sees(officer.heading(lists.kind.heads.roster));
  // As a roster it makes no sense, and one press mends that.
  await choose(officer, FILE, LIST);
  await officer.sees(lists.choose.refused);
  await look(officer, 'households-wrong-kind');
  await officer.tap(officer.button(lists.kind.readAs.households));
  await officer.sees(officer.heading(lists.heads.preview));
}

async function preview(officer) {
  const { lists, listcells } = officer.w;
  await officer.page.getByLabel('Mối liên hệ trong nhà').selectOption({ label: listcells.meanings.relation });
  await row(officer, 'Lê Thị Đẹp').getByText(lists.relations['Vợ'] ?? 'Vợ', { exact: true }).waitFor();
  await row(officer, 'Thạch Thị Sáu').getByText(`${lists.poverty.poor}, Khmer`).waitFor();
  await officer.sees(lists.guarded.title);
  await look(officer, 'households-preview');
  await marks(officer, `households-preview-${officer.language}`);

  // A day that there is not: the officer knows the year.
  await officer.tap(officer.button(lists.fixNamed('Thạch Sà Vên', '6')));
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByText(lists.fix.inFile('31/2/1988')).waitFor();
  await look(officer, 'households-fix');
  await dialog.getByLabel(lists.fix.fields.birth).fill('1989');
  await officer.tap(dialog.getByRole('button', { name: lists.fix.go, exact: true }));
  await row(officer, 'Thạch Sà Vên').getByText(lists.mended).waitFor();
  await row(officer, 'Thạch Sà Vên').getByText(lists.table.yearOnly('1989'), { exact: true }).waitFor();

  // Who may be somebody of the book is nobody until it is said.
  await row(officer, 'Danh Hiệp').first().getByText(lists.kinds.ask).waitFor();
  await officer.tap(officer.page.getByRole('tab', { name: lists.tabs.ask }));
  await look(officer, 'households-maybe');
  await officer.tap(officer.button(lists.sameNamed('Danh Hiệp', '9')));
  await officer.sees(lists.bar.ready);
  await officer.tap(officer.page.getByRole('tab', { name: lists.tabs.all }));
  await row(officer, 'Danh Hiệp').first().getByText(lists.change(lists.fields.birth_year, lists.empty, '1970')).waitFor();
}

function whole(size, language) {
  return inWorld(`households-${language}`, async (world, people) => {
    const phone = await leader(world);
    await known(world, phone);
    const before = await booked(await leader(world));
    const officer = await people.window(world.url, size, language);
    const { lists } = officer.w;
    await opened(world, officer);
    await preview(officer);

    // A right without its document is none.
    await officer.page.getByLabel(lists.guarded.choices.consent).check();
    await officer.sees(lists.bar.unnamed);
    ok(await officer.button(lists.bar.all('6')).isDisabled(), 'nothing is written without the number of the document');
    await officer.page.getByLabel(lists.guarded.document).fill('12/KH-UBND');
    await look(officer, 'households-ready');
    await officer.tap(officer.button(lists.bar.all('6')));
    await officer.sees(officer.heading(lists.heads.done));
    await officer.sees(lists.done.households('2'));
    await look(officer, 'households-done');
    equal(await booked(await leader(world)), [...before, 'Nguyễn Văn Ửng', 'Thạch Thị Sáu'].sort(), 'households on the phone');
    await counted(world, before.length + 2);

    await officer.tap(officer.link(lists.done.go));
    await officer.page.getByRole('heading', { name: lists.counts.title }).waitFor();
    await look(officer, 'households-people');
    await officer.tap(officer.button(lists.history.readNamed(FILE)));
    const lines = officer.page.getByRole('dialog');
    await lines.getByLabel(lists.lines.seek).fill('sa ven');
    await lines.locator('li').filter({ hasText: 'Thạch Sà Vên' }).getByText(lists.lines.made).waitFor();
    equal(await lines.locator('li').count(), 1, 'rows that are looked for');
    await lines.getByText('12/KH-UBND').waitFor();
    await look(officer, 'households-lines');
    await officer.tap(lines.getByRole('button', { name: officer.w.desk.close }));

    await officer.tap(officer.button(lists.history.undoNamed(FILE)));
    await officer.tap(officer.page.getByRole('dialog').getByRole('button', { name: lists.undo.go, exact: true }));
    await officer.page.locator('main li', { hasText: FILE }).getByText(lists.history.undone('').trim()).waitFor();
    await counted(world, before.length);
    equal(await booked(await leader(world)), before, 'households on the phone afterwards');
  });
}

export default {
  'in and back, vi': whole(DESK, 'vi'),
  'in and back, en': whole(PHONE, 'en'),
};
