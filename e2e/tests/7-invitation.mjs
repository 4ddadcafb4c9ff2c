// Invitations as they travel: through Zalo, past link previews, by hand, and only once.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { join } from '../lib/steps.mjs';
import { equal, inWorld } from '../lib/test.mjs';

const ZALO = 'Mozilla/5.0 (Linux; Android 13; SM-A055F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 Zalo android/24100 ZaloTheme/light';

function travels(size, language) {
  return inWorld(`invitation-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const invitation = await world.invite(hamlet, 'Trần Thị Ẩm');
    const path = new URL(invitation.url).pathname;
    // A preview fetches the page and what stands behind it, more than once.
    for (let i = 0; i < 3; i += 1) {
      equal((await fetch(world.url + path)).status, 200, 'the page behind the link');
      await world.api('GET', `/invitations/${invitation.code}`, undefined, {});
    }
    const zalo = await people.window(world.url, size, language, { userAgent: ZALO });
    const t = zalo.w.join;
    await zalo.open(path);
    await zalo.sees(t.inApp.title('Zalo', 'Chrome'));
    await zalo.sees(t.inApp.stepsAndroid[1]);
    equal(await zalo.page.locator('.btn--rice, .btn--main').allInnerTexts(), [t.inApp.goChrome], 'the one thing to do');
    await look(zalo, 'invitation-in-zalo');
    await zalo.tap(zalo.button(t.invite.no));
    await zalo.sees(t.notMe.title);
    await look(zalo, 'invitation-not-me');

    // Installed first, the code typed by hand, in small letters and without dashes.
    const phone = await people.phone(world.url, size, language);
    await phone.open('/');
    await phone.sees(phone.heading(t.welcome.title));
    await look(phone, 'welcome');
    await phone.tap(phone.link(t.welcome.haveCode));
    await phone.page.getByLabel(t.code.label).fill('k7m4');
    await phone.tap(phone.button(t.code.go));
    await phone.sees(t.code.short);
    await look(phone, 'code-short');
    await phone.page.getByLabel(t.code.label).fill(invitation.code.toLowerCase().replaceAll('-', ' '));
    await phone.tap(phone.button(t.code.go));
    await phone.sees(phone.button(t.invite.yes));
    await join(phone, invitation);

    const late = await people.window(world.url, size, language);
    await late.open(path);
    await late.sees(t.wrong.used.title);
    await look(late, 'invitation-used');
    await late.open('/moi/AAAA-BBBB-CC');
    await late.sees(t.wrong.missing.title);
    await look(late, 'invitation-missing');
    await late.offline();
    await late.tap(late.link(t.wrong.typeCode));
    await late.sees(late.heading(t.code.title));
  });
}

export default { 'zalo, preview, by hand, used, vi': travels(PHONE, 'vi'), 'zalo, preview, by hand, used, en': travels(DESK, 'en') };
