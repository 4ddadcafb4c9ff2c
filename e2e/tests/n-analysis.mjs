// A unit looked at closely: every section at its own address, warnings with their rule, any calendar, and a figure opened down to the
// household that it is made of, for those who may see names.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { signIn } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';
import { day } from '../lib/ids.mjs';
import { PhoneClient } from '../lib/phone-client.mjs';
import { visit } from '../lib/seed.mjs';
import { until } from '../lib/server.mjs';

/** A year's worth in small: two who climb, one who will not, one met long ago. */
async function work(world) {
  const { homes } = world;
  const phone = PhoneClient.known(world, world.leader);
  await phone.sync([
    visit(phone, homes['Chị Trần Thị Mỹ Ẩm'], -20, { 'Trần Thị Mỹ Ẩm': { vneid: 3 } }),
    visit(phone, homes['Bà Lâm Thị Ngỡ'], -3, { 'Lâm Thị Ngỡ': { vneid: 0 } }),
    visit(phone, homes['Ông Sơn Quỳnh'], -39, { 'Sơn Quỳnh': { vneid: 2 } }),
  ]);
  const no = visit(phone, homes['Anh Danh Hoàng Đễ'], -1, { 'Danh Hoàng Đễ': { vneid: -1 }, 'Kim Thị Sô Phol': { vneid: 4 } });
  no.body.practised[0].why = 'scam';
  await phone.sync([no, visit(phone, homes['Chị Trần Thị Mỹ Ẩm'], -1, { 'Trần Thị Mỹ Ẩm': { vneid: 6 } })]);
  const commune = await world.unit('31930@2024');
  await until('the figures of the commune', async () => (await world.api('GET', `/units/${commune.id}/figures/visits?period=all`)).body.value === 7);
}

/** The heading of a part of the page. */
const title = (desk, name) => desk.page.getByRole('heading', { name, level: 2 });
/** By the row of sections, on a phone by the list of them. */
async function open(desk, slug) {
  const { parts, part, sections: names } = desk.w.analysis;
  if (desk.size.width < 960) await desk.page.getByLabel(part, { exact: true }).selectOption(slug);
  else await desk.tap(desk.page.getByRole('navigation', { name: parts }).getByRole('link', { name: names[slug], exact: true }));
  await desk.page.waitForURL(new RegExp(`/phan-tich/${slug}(\\?|$)`));
  await desk.page.locator('main .card').first().waitFor();
}

function sections(size, language) {
  return inWorld(`analysis-${language}`, async (world, people) => {
    await work(world);
    const desk = await people.window(world.url, size, language);
    const t = desk.w.analysis;
    await signIn(desk, 'commune');
    await desk.tap(desk.link(desk.w.desk.nav.analysis, true));
    await desk.sees(desk.heading(t.of('Xã Vĩnh Hậu A')));
    await desk.sees(title(desk, t.warnings.rules));
    await look(desk, 'analysis-warnings');

    await open(desk, 'dien-bien');
    await desk.page.getByRole('img').first().waitFor();
    await look(desk, 'analysis-trend');
    await desk.page.getByLabel(t.calendar).selectOption('week');
    await desk.page.waitForURL(/buoc=week/);
    await desk.page.getByLabel(t.indicator).selectOption('households_reached');
    await desk.sees(t.trend.uncounted);
    await look(desk, 'analysis-trend-uncounted');
    await desk.page.getByLabel(t.indicator).selectOption('visits');
    await desk.page.getByLabel(t.calendar).selectOption('days');
    await desk.page.getByLabel(t.from).fill(day(-25));
    await desk.page.waitForURL(/tu=/);
    await desk.tap(desk.button(desk.w.desk.seeTable));
    await desk.sees(desk.page.locator('main tbody td', { hasText: /^5$/ }));

    await open(desk, 'bac-thang');
    await desk.page.locator('select').last().selectOption('all');
    await desk.sees(t.steps.sentence('1', '0', '7'));
    await look(desk, 'analysis-steps');
    await open(desk, 'nhom');
    await desk.sees(desk.page.locator('main li', { hasText: t.groups.names.female }));
    await look(desk, 'analysis-groups');
    await desk.page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'dark'));
    await look(desk, 'analysis-groups', { scheme: '-dark' });
    await desk.page.evaluate(() => document.documentElement.removeAttribute('data-scheme'));
    await open(desk, 'lan-gap');
    await desk.sees(t.coverage.sentence('6', '8', '2'));
    await look(desk, 'analysis-coverage');
    await open(desk, 'kho-khan');
    await desk.sees(t.difficulties.sentence('7', '1', '1'));
    await look(desk, 'analysis-difficulties');
    await open(desk, 'to');
    await look(desk, 'analysis-team');
    await open(desk, 'so-sanh');
    await desk.sees(desk.page.locator('tbody th', { hasText: t.small }).first());
    await look(desk, 'analysis-compare');
    await marks(desk, `analysis-compare-${language}`);

    // A colleague who opens the same address sees the same view.
    const address = desk.page.url();
    await desk.page.reload();
    equal(desk.page.url(), address, 'the address after loading again');
    await desk.sees(desk.page.locator('tbody th', { hasText: t.small }).first());
  });
}

function down(size, language) {
  return inWorld(`opened-${language}`, async (world, people) => {
    await work(world);
    const desk = await people.window(world.url, size, language);
    const t = desk.w.analysis;
    await signIn(desk, 'commune');
    const stat = desk.page.locator('article.stat', { hasText: desk.w.insight.cards.households_reached });
    await desk.tap(stat.getByRole('button', { name: desk.w.insight.how.open }));
    await desk.tap(desk.page.getByRole('dialog').getByRole('link', { name: desk.w.insight.how.deeper }));
    await desk.sees(title(desk, t.figure.units));
    await look(desk, 'figure-commune');
    await desk.page.locator('main select').first().selectOption('all');
    await desk.page.waitForURL(/ky=all/);
    await desk.tap(desk.page.locator('tbody tr', { hasText: 'Ấp Giồng Tra' }).getByRole('link').first());
    // Who leads the commune's own team reads no names below it.
    await desk.sees(t.figure.noNames);
    const leader = await people.window(world.url, size, language);
    await signIn(leader, 'leader');
    await leader.open(new URL(desk.page.url()).pathname + '?ky=all');
    await leader.sees(t.figure.households('6', '6'));
    await look(leader, 'figure-hamlet');
    await leader.tap(leader.link('Anh Danh Hoàng Đễ'));
    await leader.sees(leader.heading(t.record.title('Anh Danh Hoàng Đễ')));
    await leader.sees(leader.page.locator('main li', { hasText: 'Kim Thị Sô Phol' }).first());
    await leader.sees(leader.w.fieldwork.visit.what.whys.scam.toLowerCase());
    await look(leader, 'record');
    const record = new URL(leader.page.url()).pathname;
    await leader.tap(leader.link(t.figure.back));
    await open(leader, 'to');
    await leader.sees(leader.page.locator('tbody th', { hasText: 'Thạch Ngọc Hùng' }));
    await look(leader, 'analysis-members');

    // Above the commune there are counts and no names.
    const above = await people.window(world.url, size, language);
    await signIn(above, 'district');
    await above.open(record);
    await above.sees(above.w.desk.trouble.denied.title);
  });
}

export default {
  'sections, vi, desk': sections(DESK, 'vi'),
  'sections, en, phone': sections(PHONE, 'en'),
  'opened down to the household, vi, desk': down(DESK, 'vi'),
  'opened down to the household, en, phone': down(PHONE, 'en'),
};
