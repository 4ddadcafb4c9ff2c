// A page that breaks says so in plain words, leaves a trace in the console, and lets one go on.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { inWorld, ok } from '../lib/test.mjs';

function broken(size, language) {
  return inWorld(`broken-${language}`, async (world, people) => {
    const phone = await people.window(world.url, size, language);
    const t = phone.w.ui;
    await phone.page.route('**/assets/SignIn-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export default () => { throw new Error("made to break"); };' }));
    await phone.open('/dang-nhap');
    await phone.sees(phone.heading(t.broken.title));
    await look(phone, 'broken');
    ok(phone.errors.some((error) => error.includes('made to break')), 'the console says what broke');
    phone.errors.length = 0;
    await phone.tap(phone.button(t.broken.home));
    await phone.sees(phone.heading(phone.w.join.welcome.title));
    await phone.page.unroute('**/assets/SignIn-*.js');
    await phone.open('/dang-nhap');
    await phone.sees(phone.heading(phone.w.desk.signIn.title));
  });
}

export default { 'a page breaks, vi': broken(PHONE, 'vi'), 'a page breaks, en': broken(DESK, 'en') };
