// How long a search over 2,000 residents takes on a slow phone: from a letter typed to the picture that shows what was found, beside
// the same letter on an empty page, turn by turn. Prints one line of JSON for `make bench`.

import { closeBrowser, PHONE } from './lib/browser.mjs';
import { closeAll, opened } from './lib/opened.mjs';
import { id } from './lib/ids.mjs';
import { PhoneClient } from './lib/phone-client.mjs';
import { World } from './lib/server.mjs';
import { goTo, join } from './lib/steps.mjs';

const HOUSEHOLDS = 500;
const PEOPLE = 4;
const TURNS = 15;
/** About what a phone of two million đồng is slower than the machine of a developer. */
const SLOWER = 6;
const TYPED = ['n', 'nguyen thi', 'danh', 'so phol', 'xyz'];

const family = ['Nguyễn', 'Trần', 'Lê', 'Danh', 'Thạch', 'Kim', 'Sơn', 'Huỳnh'];
const given = ['Thị Mỹ Ẩm', 'Văn Ẩn', 'Sô Phol', 'Hoàng Đễ', 'Thị Ửng', 'Minh Khôi', 'Ngọc Bé', 'Gia Bảo', 'Thị Sa Rươl'];

function household(hamlet, n) {
  const person = (at) => ({ resident: id(Date.now()), name: `${family[(n + at) % family.length]} ${given[(n * 3 + at) % given.length]}`, birth_year: 1940 + ((n + at * 17) % 80), ...(at ? {} : { head: 1 }) });
  const residents = Array.from({ length: PEOPLE }, (_, at) => person(at));
  return { household: id(Date.now()), hamlet, name: residents[0].name, cluster: `Xóm ${n % 9}`, made_on: '2026-01-05', residents };
}

/** From the letter to the picture after it: two frames, the second is on the glass. */
const typed = (page, text) =>
  page.evaluate(async (text) => {
    const box = document.querySelector('input[inputmode="search"]');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    const from = performance.now();
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    await new Promise((done) => setTimeout(done));
    return performance.now() - from;
  }, text);

const EMPTY = `<!doctype html><title>empty</title><input inputmode="search"><p></p>
  <script>document.querySelector('input').addEventListener('input', (event) => (document.querySelector('p').textContent = event.target.value))</script>`;

const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const world = await World.open('search');
const people = opened();
try {
  const hamlet = await world.hamlet('Ấp Giồng Tra');
  const client = await PhoneClient.join(world, (await world.invite(hamlet, 'Nguyễn Thị Thu Hà')).code);
  for (let from = 0; from < HOUSEHOLDS; from += 100) {
    await client.sync(Array.from({ length: 100 }, (_, at) => client.op('household.create', household(hamlet.id, from + at))));
  }
  const phone = await people.phone(world.url, PHONE, 'vi');
  await join(phone, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
  await goTo(phone, 'households');
  const empty = await phone.context.newPage();
  await empty.setContent(EMPTY);
  for (const page of [phone.page, empty]) {
    const session = await phone.context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  }
  const times = { search: [], empty: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const text of TYPED) {
      await phone.page.bringToFront();
      times.search.push(await typed(phone.page, text));
      await empty.bringToFront();
      times.empty.push(await typed(empty, text));
    }
  }
  const [search, bare] = [middle(times.search), middle(times.empty)];
  console.log(JSON.stringify({ search_ms: search, empty_ms: bare }));
} finally {
  await closeAll(people);
  await world.close();
  await closeBrowser();
}
