// A household is asked, agrees, something is written on that ground, and it is taken back: at the door without a network, and
// on the leader's phone.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { officerOf } from '../lib/office.mjs';
import { allSent, choice, goTo, join } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

const WHO = 'Thạch Thị Sa Rươl';

const open = async (phone, purpose) => {
  await phone.tap(phone.page.getByRole('link', { name: purpose }));
  await phone.sees(phone.heading(purpose));
};

/** The household's page has no bar below: the list has. */
const toList = async (phone) => {
  await phone.tap(phone.link(phone.w.fieldwork.household.backToList));
  await phone.sees(phone.heading(phone.w.fieldwork.list.title));
};

const find = async (phone) => {
  await goTo(phone, 'households');
  await phone.tap(phone.link(WHO));
};

function asked(size, language) {
  return inWorld(`consent-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const names = language === 'en' ? ['Poor or near-poor', 'Phone number'] : ['Hộ nghèo hay cận nghèo', 'Số điện thoại'];
    const member = await people.phone(world.url, size, language);
    await join(member, await world.invite(hamlet, 'Nguyễn Thị Thu Hà'));
    const t = member.w.consent;
    await find(member);
    await member.sees(t.section);
    await look(member, 'consent-not-asked');
    await member.offline();

    await open(member, names[0]);
    await member.tap(member.button(t.yes, true));
    await member.sees(t.formMissing);
    await look(member, 'consent-ask');
    await member.tap(choice(member, t.forms.paper));
    await member.tap(member.button(t.yes, true));
    await member.sees(t.unseen);
    await member.tap(choice(member, t.values.poverty.near_poor));
    await look(member, 'consent-poverty');
    await member.tap(member.button(t.save, true));
    await member.sees(t.values.poverty.near_poor);

    await open(member, names[1]);
    await member.tap(choice(member, t.forms.app));
    await member.tap(member.button(t.yes, true));
    await member.page.getByLabel(t.values.phone(WHO)).fill('12');
    await member.tap(member.button(t.save, true));
    await member.sees(t.values.phoneWrong);
    await look(member, 'consent-phone');
    await member.page.getByLabel(t.values.phone(WHO)).fill('0912 345 678');
    await member.tap(member.button(t.save, true));
    await toList(member);
    await goTo(member, 'today');
    await member.offline(false);
    await allSent(member);

    const leader = await people.phone(world.url, size, language);
    await join(leader, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
    await find(leader);
    await leader.sees(t.values.poverty.near_poor);
    await look(leader, 'consent-leader');
    await open(leader, names[1]);
    await leader.sees(t.seen);
    ok((await leader.page.getByLabel(t.values.phone(WHO)).inputValue()) === '0912 345 678', 'the leader sees the number');
    const officer = await people.window(world.url, size, language);
    await officerOf(world, officer);
    await officer.open(`/ban-lam-viec/${hamlet.id}/to`);
    const desk = officer.w.restricted;
    await officer.tap(officer.button(desk.show));
    await officer.sees(desk.poverty.near_poor);
    await officer.sees(desk.of(WHO, '0912 345 678'));
    await look(officer, 'restricted-desk');

    await leader.tap(leader.button(t.takeBack, true));
    await leader.page.getByRole('dialog').waitFor();
    await look(leader, 'consent-take-back');
    await leader.tap(leader.button(t.takeBackYes, true));
    await toList(leader);
    await goTo(leader, 'today');
    await allSent(leader);
    await find(leader);
    await open(leader, names[1]);
    await leader.sees(t.withdrawnText);
    await look(leader, 'consent-taken-back');
    ok(!(await leader.page.content()).includes('345 678'), 'the number is gone');
  });
}

export default {
  'consent, vi': asked(PHONE, 'vi'),
  'consent, en': asked(DESK, 'en'),
};
