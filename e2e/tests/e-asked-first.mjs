// What stops somebody's phone is asked first, and an invitation that no person made names nobody.

import { PHONE } from '../lib/browser.mjs';
import { look, marks } from '../lib/look.mjs';
import { goTo, join, openInvitation } from '../lib/steps.mjs';
import { equal, inWorld, ok } from '../lib/test.mjs';

function askedFirst(language) {
  return inWorld(`asked-first-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const leader = await people.phone(world.url, PHONE, language);
    const { join: words, work } = leader.w;
    const invitation = await world.invite(hamlet, 'Thạch Ngọc Hùng');
    await openInvitation(leader, invitation);
    // A program made it: the sentence goes without a name, and does not begin with a gap.
    const you = language === 'vi' ? 'anh' : 'you';
    await leader.page.getByText(words.invite.asked('', you), { exact: true }).waitFor();
    await join(leader, invitation);

    await goTo(leader, 'team');
    await leader.tap(leader.link(work.team.invite));
    await leader.tap(leader.button('Sơn Thị Mỹ Duyên'));
    const sheet = leader.page.getByRole('dialog');
    await sheet.getByText(work.invite.resetUnsent).waitFor();
    await look(leader, 'invite-asked-first');
    await marks(leader, `invite-asked-first-${language}`);
    await leader.tap(sheet.getByRole('button', { name: work.invite.resetNot }));
    await sheet.waitFor({ state: 'hidden' });
    const open = async () => (await world.member(hamlet, 'Sơn Thị Mỹ Duyên')).invited;
    equal(await open(), false, 'an invitation, before the leader said so');
    await leader.tap(leader.button('Sơn Thị Mỹ Duyên'));
    await leader.tap(sheet.getByRole('button', { name: work.invite.resetGo }));
    await sheet.locator('.code').waitFor();
    await look(leader, 'invite-reset-made');
    ok(await open(), 'an invitation, after the leader said so');
  });
}

export default { 'before a phone is stopped, vi': askedFirst('vi'), 'before a phone is stopped, en': askedFirst('en') };
