// "This phone and me": another PIN; and a phone that cannot send hands its work in as a file, at a desk.

import { join as path } from 'node:path';
import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look, marks } from '../lib/look.mjs';
import { allSent, goTo, join, PIN, recordVisit, signIn, unlock } from '../lib/steps.mjs';
import { equal, inWorld } from '../lib/test.mjs';

const toMe = async (phone) => {
  await goTo(phone, 'work');
  await phone.tap(phone.page.getByRole('link').filter({ hasText: phone.w.work.me.row }));
  await phone.sees(phone.heading(phone.w.work.me.title));
};

function changesPin(size, language) {
  return inWorld(`pin-${language}`, async (world, people) => {
    const phone = await people.phone(world.url, size, language);
    const t = phone.w.work.me.pin;
    await join(phone, await world.invite(await world.hamlet('Ấp Giồng Tra'), 'Nguyễn Thị Thu Hà'));
    await phone.offline();
    await toMe(phone);
    await phone.tap(phone.button(t.change));
    const dialog = phone.page.getByRole('dialog');
    const type = async (label, pin, go = phone.w.ui.next) => {
      await dialog.getByLabel(label, { exact: true }).fill(pin);
      await phone.tap(dialog.getByRole('button', { name: go, exact: true }));
    };
    await dialog.getByLabel(t.old, { exact: true }).fill('111222');
    await phone.sees(t.wrongOld);
    await look(phone, 'pin-wrong');
    await dialog.getByLabel(t.old, { exact: true }).fill(PIN);
    await type(t.fresh, PIN);
    await phone.sees(t.same);
    await type(t.fresh, '123456');
    await phone.sees(phone.w.join.pin.easy);
    await type(t.fresh, '705182');
    await type(t.again, '705183', t.done);
    await phone.sees(t.differ);
    await type(t.fresh, '705182');
    await look(phone, 'pin-again');
    await marks(phone, `pin-${language}`);
    await type(t.again, '705182', t.done);
    await phone.sees(t.changed);
    await look(phone, 'me-pin-changed');
    await phone.tap(phone.button(phone.w.work.me.lock));
    await unlock(phone, PIN);
    await phone.sees(phone.w.join.unlock.wrong);
    await unlock(phone, '705182');
    await phone.sees(phone.heading(phone.w.fieldwork.today.title));
  });
}

function handsIn(size, language) {
  return inWorld(`file-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const t = phone.w.work.me.file;
    await join(phone, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    await toMe(phone);
    equal(await phone.button(t.save(1)).count(), 0, 'offers of a file where nothing waits');
    await goTo(phone, 'today');
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await toMe(phone);
    const coming = phone.page.waitForEvent('download');
    await phone.tap(phone.button(t.save(1)));
    const file = path(world.root, 'handed-in.gandan');
    await (await coming).saveAs(file);
    await phone.sees(/gandan-chua-gui/);
    await look(phone, 'me-file');

    const desk = await people.window(world.url, size, language);
    const h = desk.w.people.handIn;
    await signIn(desk, 'leader');
    await desk.tap(desk.link(desk.w.desk.nav.attention));
    await desk.tap(desk.button(h.title));
    await desk.tap(desk.button(h.go, true));
    await desk.sees(h.missing);
    await look(desk, 'desk-hand-in');
    await desk.page.getByLabel(h.file).setInputFiles({ name: 'x.gandan', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
    await desk.tap(desk.button(h.go, true));
    await desk.sees(h.foreign);
    await desk.page.getByLabel(h.file).setInputFiles(file);
    await desk.offline();
    await desk.tap(desk.button(h.go, true));
    await desk.sees(desk.w.desk.trouble.act.offline);
    await desk.offline(false);
    await desk.sees(h.chosen('handed-in.gandan'));
    await desk.tap(desk.button(h.go, true));
    await desk.sees(h.taken(1));
    await look(desk, 'desk-handed-in');
    await desk.tap(desk.page.getByRole('dialog').getByText(desk.w.desk.close, { exact: true }));
    await counted(world, hamlet, before.met + 1);
    // The phone gets through after all: once is once.
    await phone.offline(false);
    await goTo(phone, 'today');
    await allSent(phone);
    await counted(world, hamlet, before.met + 1);
  });
}

export default {
  'another PIN, vi': changesPin(PHONE, 'vi'),
  'another PIN, en': changesPin(DESK, 'en'),
  'a file at the desk, vi': handsIn(PHONE, 'vi'),
  'a file at the desk, en': handsIn(DESK, 'en'),
};
