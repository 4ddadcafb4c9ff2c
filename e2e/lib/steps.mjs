// What people do again and again, by tapping.

import { DESK as LOGINS, PASSWORD } from './seed.mjs';
import { look } from './look.mjs';

export const PIN = '493027';

/** Opens the link that somebody was sent, up to the question whether it is them. */
export async function openInvitation(phone, invitation) {
  const { w } = phone;
  await phone.open(new URL(invitation.url).pathname);
  await phone.sees(phone.button(w.join.invite.yes));
}

/** From "that is me" to an open book with everything in it. */
export async function join(phone, invitation, { pin = PIN, watch = false } = {}) {
  const { w } = phone;
  const seen = (name) => watch && look(phone, name);
  await openInvitation(phone, invitation);
  await seen('join-1-invitation');
  await phone.tap(phone.button(w.join.invite.yes));
  await phone.page.getByLabel(w.join.pin.first).waitFor();
  await seen('join-2-pin');
  await phone.page.getByLabel(w.join.pin.first).fill(pin);
  await phone.tap(phone.button(w.ui.next));
  await phone.page.getByLabel(w.join.pin.second).fill(pin);
  await seen('join-3-pin-again');
  await phone.tap(phone.button(w.ui.next));
  await phone.sees(w.join.download.done);
  await seen('join-4-downloaded');
  await phone.tap(phone.page.getByText(w.join.download.start, { exact: true }));
  for (const page of [1, 2, 3]) {
    await phone.sees(phone.heading(w.join.first[['one', 'two', 'three'][page - 1]].title));
    await seen(`join-5-first-steps-${page}`);
    await phone.tap(phone.button(page === 3 ? w.join.first.go : w.join.first.next));
  }
  await phone.sees(phone.heading(w.fieldwork.today.title));
}

export async function unlock(phone, pin = PIN) {
  const box = phone.page.getByLabel(phone.w.join.unlock.label);
  await box.waitFor();
  await box.fill(pin);
}

/** The worker has everything that is needed to start without a network. */
export async function installed(phone) {
  await phone.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });
}

/** A tile, chip or rung: the visible words are its label. */
export const choice = (phone, name) => phone.page.locator('label').filter({ hasText: name }).first();

/**
 * From "Hôm nay" to the saved visit of a known household: one person, one skill, as `level` says. Nothing is typed.
 * `home`: how the household is called in the list of suggestions or in the book.
 */
export async function recordVisit(phone, home, { person, level, next, watch = false, stopAt } = {}) {
  const { w } = phone;
  const seen = (name) => watch && look(phone, name);
  await phone.tap(phone.link(w.fieldwork.today.record));
  await phone.sees(phone.heading(w.fieldwork.choose.title));
  await seen('visit-0-choose');
  await phone.tap(phone.link(home));
  await phone.sees(phone.heading(w.fieldwork.visit.who.title));
  if (person) {
    const tile = choice(phone, person);
    if (!(await tile.locator('input').isChecked())) await phone.tap(tile);
  }
  await seen('visit-1-who');
  await phone.tap(phone.button(w.fieldwork.visit.who.next));
  await phone.sees(phone.heading(w.fieldwork.visit.what.title));
  if (level !== undefined) await phone.tap(choice(phone, w.fieldwork.levels[level]));
  await seen('visit-2-what');
  if (stopAt === 'what') return;
  await phone.tap(phone.button(w.fieldwork.visit.what.next, true));
  await phone.sees(phone.heading(w.fieldwork.visit.last.title));
  if (next) await phone.tap(choice(phone, w.fieldwork.visit.last.steps[next]));
  await seen('visit-3-next');
  await phone.tap(phone.button(w.fieldwork.visit.last.save));
  await phone.sees(phone.heading(w.fieldwork.today.title));
  await phone.sees(w.fieldwork.today.saved);
}

/** The line at the top of "Hôm nay" says that all was sent, or how much is not. */
const line = (phone, text) => phone.sees(phone.page.locator('a.sync').filter({ hasText: text }).first());
export const allSent = (phone) => line(phone, phone.w.ui.sync.allSent('').replace(/,?\s*$/, ''));
export const waits = (phone, n) => line(phone, phone.w.ui.sync.waiting(n));

/** Through the bar at the foot. */
export const goTo = (phone, where) => phone.tap(phone.page.getByRole('navigation').getByRole('link', { name: phone.w.ui.nav[where] }));

/** Someone signs in at the desk and is on the page of their own unit. */
export async function signIn(window, who, { watch = false } = {}) {
  const { desk } = window.w;
  await window.open('/dang-nhap');
  await window.sees(window.heading(desk.signIn.title));
  if (watch) await look(window, 'desk-0-sign-in');
  await window.page.getByLabel(desk.signIn.login).fill(LOGINS[who]);
  await window.page.getByLabel(desk.signIn.password, { exact: true }).fill(PASSWORD);
  await window.tap(window.button(desk.signIn.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
}
