// An official goes down from the province to a hamlet by clicking, and asks how each figure was counted.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { signIn } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

const WAY = [['Tỉnh Bạc Liêu', 'province'], ['Huyện Hòa Bình', 'district'], ['Xã Vĩnh Hậu A', 'commune'], ['Ấp Giồng Tra', 'hamlet']];

async function howEachIsCounted(desk, where) {
  const { insight, desk: words } = desk.w;
  const buttons = desk.page.locator('article.stat').getByRole('button', { name: insight.how.open });
  const n = await buttons.count();
  ok(n >= 4, `${n} cards with "${insight.how.open}" on the page of the ${where}`);
  for (let i = 0; i < n; i += 1) {
    await desk.tap(buttons.nth(i));
    const dialog = desk.page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByText(insight.how.owner, { exact: true }).waitFor();
    await dialog.getByText(insight.how.loading).waitFor({ state: 'hidden' });
    ok(!(await dialog.getByText(insight.how.failed).isVisible()), `the parts of card ${i} of the ${where} came`);
    if (where === 'district') await look(desk, `desk-how-${i}`);
    if (i % 2) await desk.page.keyboard.press('Escape');
    else await desk.tap(dialog.getByRole('button', { name: words.close }).first());
    await dialog.waitFor({ state: 'hidden' });
  }
}

async function sorting(desk) {
  const { table } = desk.w.insight;
  const head = desk.page.getByRole('columnheader').filter({ hasText: table.head.name }).first();
  const names = () => desk.page.locator('tbody th a').allInnerTexts();
  await desk.tap(head.getByRole('button'));
  const first = await names();
  const way = await head.getAttribute('aria-sort');
  await desk.tap(head.getByRole('button'));
  equal(await names(), [...first].reverse(), 'the same units the other way round');
  ok((await head.getAttribute('aria-sort')) !== way, 'the heading says which way it is sorted');
}

function drillDown(size, language) {
  return inWorld(`dashboard-${language}-${size.width}`, async (world, people) => {
    const desk = await people.window(world.url, size, language);
    await signIn(desk, 'province', { watch: true });
    for (const [name, tier] of WAY) {
      if (tier !== 'province') await desk.tap(desk.page.locator('tbody').getByRole('link', { name, exact: true }));
      await desk.sees(desk.heading(name));
      await desk.page.locator('article.stat').first().waitFor();
      await look(desk, `desk-${tier}`);
      await howEachIsCounted(desk, tier);
      if (tier === 'commune') await sorting(desk);
    }
    // Up again by the crumbs, as far as one was given to see.
    await desk.tap(desk.page.getByRole('navigation').getByRole('link', { name: 'Xã Vĩnh Hậu A' }));
    await desk.sees(desk.heading('Xã Vĩnh Hậu A'));
    await desk.page.goBack();
    await desk.sees(desk.heading('Ấp Giồng Tra'));
  });
}

function looks(size, language) {
  return inWorld(`looks-${language}-${size.width}`, async (world, people) => {
    const desk = await people.window(world.url, size, language);
    await signIn(desk, 'district');
    const { me, nav } = desk.w.desk;
    await desk.tap(desk.link(nav.me, true));
    await desk.sees(me.sessions);
    await look(desk, 'desk-me');
    await desk.tap(desk.page.locator('label').filter({ hasText: me.dark }));
    equal(await desk.page.locator('html').getAttribute('data-scheme'), 'dark', 'the colours chosen');
    await look(desk, 'desk-me', { scheme: '-dark' });
    await desk.tap(desk.link(nav.overview));
    await desk.sees(desk.page.locator('article.stat').first());
    await look(desk, 'desk-district', { scheme: '-dark' });
    await desk.tap(desk.link(nav.me, true));
    const other = language === 'vi' ? 'en' : 'vi';
    await desk.tap(desk.page.locator(`label[lang=${other}]`));
    equal(await desk.page.locator('html').getAttribute('lang'), other, 'the language of the page');
    await desk.page.reload();
    equal(await desk.page.locator('html').getAttribute('lang'), other, 'the language after loading again');
    equal(await desk.page.locator('html').getAttribute('data-scheme'), 'dark', 'the colours after loading again');
    await desk.tap(desk.button(other === 'en' ? 'Sign out' : 'Đăng xuất'));
    await desk.page.waitForURL(/dang-nhap/);
    await desk.open('/ban-lam-viec');
    await desk.page.waitForURL(/dang-nhap/);
  });
}

export default {
  'province to hamlet, vi, desk': drillDown(DESK, 'vi'),
  'province to hamlet, en, phone': drillDown(PHONE, 'en'),
  'language and dark, vi': looks(DESK, 'vi'),
  'language and dark, en': looks(PHONE, 'en'),
};
