// Two people on one phone, wholly apart; a phone that is full; a book that the browser threw away.

import { DESK, PHONE } from '../lib/browser.mjs';
import { counted, figures } from '../lib/figures.mjs';
import { look, marks } from '../lib/look.mjs';
import { allSent, goTo, join, PIN, recordVisit, signIn, unlock, waits } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const [HA, TUAN] = ['Nguyễn Thị Thu Hà', 'Danh Minh Tuấn'];
const TUANS_PIN = '805162';

const lock = async (phone) => {
  await goTo(phone, 'work');
  await phone.tap(phone.page.getByRole('link').filter({ hasText: phone.w.work.me.row }));
  await phone.tap(phone.button(phone.w.work.me.lock));
};
const person = (phone, name) => phone.page.locator('li').filter({ hasText: name });
const comeIn = async (phone, name, pin) => {
  await phone.tap(person(phone, name).getByRole('button'));
  await unlock(phone, pin);
  await phone.sees(phone.heading(phone.w.fieldwork.today.title));
};

/** From the invitation on the screen to an open book. */
async function joinHere(phone, pin) {
  const { w } = phone;
  await phone.tap(phone.button(w.join.invite.yes));
  await phone.page.getByLabel(w.join.pin.first).fill(pin);
  await phone.tap(phone.button(w.ui.next));
  await phone.page.getByLabel(w.join.pin.second).fill(pin);
  await phone.tap(phone.button(w.ui.next));
  await phone.sees(w.join.download.done);
  await phone.tap(phone.page.getByText(w.join.download.start, { exact: true }));
  for (const go of [w.join.first.next, w.join.first.next, w.join.first.go]) await phone.tap(phone.button(go));
}

function together(size, language) {
  return inWorld(`together-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const invitation = await world.invite(hamlet, TUAN);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.join.people;
    await join(phone, await world.invite(hamlet, HA));
    // As it was before there could be several: one word beside one database.
    await phone.page.evaluate(() => {
      localStorage.removeItem('gandan.people');
      localStorage.setItem('gandan.book', '1');
    });
    await phone.page.reload();
    await unlock(phone, PIN);
    await phone.sees(phone.heading(w.fieldwork.today.title));
    await phone.offline();
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4 });
    await phone.offline(false);
    await allSent(phone);
    await phone.offline();
    await recordVisit(phone, 'Sơn Quỳnh', { person: 'Sơn Quỳnh', level: 3 });
    await goTo(phone, 'households');
    await phone.page.getByLabel(w.fieldwork.list.search).fill('quynh');
    await goTo(phone, 'today');
    await recordVisit(phone, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 2, stopAt: 'what' });

    // Somebody else comes, by invitation, while the first book is open and cannot send by itself.
    await phone.page.context().route('**/api/sync', (route) => route.abort());
    await phone.offline(false);
    await phone.page.evaluate((path) => {
      const link = Object.assign(document.createElement('a'), { href: path });
      document.body.append(link);
      link.click();
      link.remove();
    }, new URL(invitation.url).pathname);
    await phone.sees(w.join.already.title);
    await look(phone, 'shared-invited');
    await phone.page.context().unroute('**/api/sync');
    await joinHere(phone, TUANS_PIN);
    await phone.sees(phone.heading(w.fieldwork.today.title));
    equal(await phone.page.getByText(w.fieldwork.today.draft, { exact: true }).count(), 0, 'the draft of the other is here');
    await goTo(phone, 'households');
    equal(await phone.page.getByLabel(w.fieldwork.list.search).inputValue(), '', 'what the other looked for');
    await goTo(phone, 'today');
    await allSent(phone);
    // What the first one had not sent went by its sealed copy, in her name.
    await counted(world, hamlet, before.met + 2);

    await phone.offline();
    await recordVisit(phone, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 5 });
    await waits(phone, 1);
    await lock(phone);
    await phone.sees(phone.heading(t.title));
    await person(phone, TUAN).getByText(w.ui.sync.waiting(1)).waitFor();
    await look(phone, 'shared-who');
    await marks(phone, `shared-who-${language}`);
    await phone.tap(person(phone, HA).getByRole('button'));
    await phone.sees(w.join.unlock.hello(HA));
    await look(phone, 'shared-unlock');
    await unlock(phone, TUANS_PIN);
    await phone.sees(w.join.unlock.wrong);
    await unlock(phone, PIN);
    await phone.sees(w.fieldwork.today.draft);
    // Hers went sealed, but her own book has not heard so yet; his is none of hers.
    await waits(phone, 1);
    // Her network sends his sealed work too, while his book is closed.
    await phone.offline(false);
    await allSent(phone);
    await counted(world, hamlet, before.met + 3);

    // Killed and started without a network: both are there.
    await phone.offline();
    await phone.page.reload();
    await phone.sees(phone.heading(t.title));
    await comeIn(phone, TUAN, TUANS_PIN);
    await recordVisit(phone, 'Hoàng Đễ', { person: 'Hoàng Đễ', level: 3 });
    await lock(phone);

    // He forgot his PIN and leaves the phone: his unsent visit stays sealed, her book is untouched.
    await phone.tap(person(phone, TUAN).getByRole('button'));
    await phone.tap(phone.button(w.join.unlock.forgot));
    await phone.sees(phone.button(w.work.me.file.save(1)));
    await look(phone, 'shared-forgot');
    const file = phone.page.waitForEvent('download');
    await phone.tap(phone.button(w.work.me.file.save(1)));
    await (await file).saveAs(`${world.root}/sealed.gandan`);
    await phone.tap(phone.button(t.remove));
    await phone.sees(t.removeText);
    await look(phone, 'shared-remove');
    await phone.tap(phone.button(t.removeYes));
    // She is alone with a book now, and is asked for her PIN at once.
    await phone.sees(w.join.unlock.hello(HA));
    await unlock(phone, PIN);
    await phone.sees(w.fieldwork.today.draft);
    await counted(world, hamlet, before.met + 3);
    // The file from the locked screen, on another machine; the phone's own copy later counts no second time.
    const desk = await people.window(world.url, size, language);
    await signIn(desk, 'leader');
    await desk.tap(desk.link(desk.w.desk.nav.attention));
    await desk.tap(desk.button(desk.w.people.handIn.title));
    await desk.page.getByLabel(desk.w.people.handIn.file).setInputFiles(`${world.root}/sealed.gandan`);
    await desk.tap(desk.button(desk.w.people.handIn.go, true));
    await desk.sees(desk.w.people.handIn.taken(1));
    await counted(world, hamlet, before.met + 4);
    await phone.offline(false);
    await allSent(phone);
    await counted(world, hamlet, before.met + 4);
    // Once the last sealed copy of who left has been sent, nothing of them is left here, not even the name.
    await phone.page.waitForFunction((name) => !(localStorage.getItem('gandan.people') ?? '').includes(name), TUAN);
  });
}

/**
 * Whether the disk of this page is full. Chromium has a command for it that changes nothing here, so every write is let in
 * and then taken back with its whole transaction, as the browser does it.
 */
const disk = (phone, isFull) => phone.page.evaluate((full) => {
  const { prototype } = IDBObjectStore;
  const put = (window.put ??= prototype.put);
  const estimate = (window.estimate ??= navigator.storage.estimate.bind(navigator.storage));
  prototype.put = full ? function (...args) {
    const asked = put.apply(this, args);
    const { transaction } = this;
    asked.addEventListener('success', () => transaction.abort(), { once: true });
    return asked;
  } : put;
  navigator.storage.estimate = full ? () => Promise.resolve({ usage: 4_000_000, quota: 4_200_000 }) : estimate;
}, isFull);

function full(size, language) {
  return inWorld(`full-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const before = await figures(world, hamlet);
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.keep;
    await join(phone, await world.invite(hamlet, HA));
    await allSent(phone);
    await phone.offline();
    await disk(phone, true);
    // Said at once, while there is something to lose only on the screen.
    await recordVisit(phone, 'Mỹ Ẩm', { person: 'Mỹ Ẩm', level: 4, stopAt: 'what' });
    await phone.sees(t.draft.title);
    await look(phone, 'full-typing');
    await phone.tap(phone.button(w.fieldwork.visit.what.next, true));
    await phone.sees(phone.heading(w.fieldwork.visit.last.title));
    await phone.tap(phone.button(w.fieldwork.visit.last.save));
    await phone.sees(t.unsaved.title);
    await phone.sees(t.unsaved.directOff);
    await look(phone, 'full-unsaved');
    await marks(phone, `full-${language}`);
    ok(await phone.button(t.unsaved.direct).isDisabled(), 'it cannot be sent straight without a network');
    await phone.tap(phone.button(t.unsaved.clean));
    await phone.sees(t.unsaved.failed.again);
    // Back to the words, which are all there, and once more.
    await phone.tap(phone.button(t.unsaved.back));
    await phone.sees(w.fieldwork.visit.last.failed.title);
    await phone.tap(phone.button(w.fieldwork.visit.last.save));
    await phone.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await phone.tap(phone.button(t.unsaved.copy));
    await phone.sees(t.unsaved.copied);
    ok((await phone.page.evaluate(() => navigator.clipboard.readText())).includes(w.fieldwork.levels[4]), 'the words that were copied');
    await phone.offline(false);
    await phone.tap(phone.button(t.unsaved.direct));
    await phone.sees(t.straight);
    equal(await phone.page.getByText(t.draft.title).count(), 0, 'said of words that are safe');
    await counted(world, hamlet, before.met + 1);
    await look(phone, 'full-today');

    // Room again: nothing twice, and the next words are kept as ever.
    await disk(phone, false);
    await goTo(phone, 'work');
    await phone.tap(phone.page.getByRole('link').filter({ hasText: w.work.me.row }));
    await phone.sees(t.space.title);
    await phone.tap(phone.button(t.space.clean));
    await phone.sees(t.space.cleaned(0));
    await look(phone, 'space');
    await phone.tap(phone.link(w.work.backToWork));
    await goTo(phone, 'today');
    await allSent(phone);
    await phone.offline();
    await recordVisit(phone, 'Thị Ngỡ', { person: 'Thị Ngỡ', level: 2 });
    await waits(phone, 1);
    await phone.offline(false);
    await allSent(phone);
    await counted(world, hamlet, before.met + 2);
  });
}

function evicted(size, language) {
  return inWorld(`evicted-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    await join(phone, await world.invite(hamlet, HA));
    await allSent(phone);
    // What a browser does that is short of room; the desk's page keeps no book open.
    await phone.open('/dang-nhap');
    const gone = await phone.page.evaluate(() => new Promise((done) => {
      const asked = indexedDB.deleteDatabase('gandan');
      asked.onsuccess = () => done('gone');
      asked.onblocked = () => done('held');
    }));
    equal(gone, 'gone', 'the database');
    await phone.open('/');
    await phone.sees(w.join.evicted.title);
    await look(phone, 'evicted');
    await join(phone, await world.invite(hamlet, HA, 'reset'));
    await allSent(phone);
    // The same person: one book, and nobody to choose from.
    await lock(phone);
    await phone.sees(w.join.unlock.hello(HA));
  });
}

export default {
  'two people on one phone, vi': together(PHONE, 'vi'),
  'two people on one phone, en': together(DESK, 'en'),
  'a full phone, vi': full(PHONE, 'vi'),
  'a full phone, en': full(DESK, 'en'),
  'thrown away by the browser, vi': evicted(PHONE, 'vi'),
  'thrown away by the browser, en': evicted(DESK, 'en'),
};
