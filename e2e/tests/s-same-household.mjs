// A leader's phone: a household that was written down twice becomes one, and one that moved away leaves the book; both without a network.

import { DESK, PHONE } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { allSent, choice, goTo, join, waits } from '../lib/steps.mjs';
import { inWorld, ok } from '../lib/test.mjs';

const WHO = 'Nguyễn Văn Ẩn';

function twice(size, language) {
  return inWorld(`same-${language}`, async (world, people) => {
    const hamlet = await world.hamlet('Ấp Giồng Tra');
    const phone = await people.phone(world.url, size, language);
    const { w } = phone;
    const t = w.merging;
    await join(phone, await world.invite(hamlet, 'Thạch Ngọc Hùng', 'reset'));
    await phone.offline();
    await goTo(phone, 'households');
    await phone.tap(phone.link(w.fieldwork.list.add));
    await phone.page.getByLabel(w.fieldwork.form.name).fill('Nguyen Van An');
    await phone.tap(phone.button(w.fieldwork.form.saveHousehold));
    await phone.sees(phone.heading('Nguyen Van An'));
    await phone.tap(phone.link(w.fieldwork.household.editHousehold));
    await look(phone, 'household-edit-leader');
    await phone.tap(phone.link(w.fieldwork.form.twice));
    await phone.sees(phone.heading(t.title));
    await phone.sees(WHO);
    await look(phone, 'same-likely');
    await phone.tap(phone.page.getByRole('button', { name: WHO }));
    await phone.sees(phone.heading(t.compare));
    await look(phone, 'same-compare');
    await phone.tap(phone.button(t.yes));
    await phone.sees(phone.heading(language === 'vi' ? 'Ẩn' : 'Ẩn'));

    await phone.tap(phone.link(w.fieldwork.household.backToList));
    ok((await phone.page.getByText('Nguyen Van An', { exact: true }).count()) === 0, 'the second one is gone from the list');
    await phone.tap(phone.link('Mỹ Ẩm'));
    await phone.tap(phone.link(w.fieldwork.household.editHousehold));
    await phone.tap(phone.button(w.fieldwork.form.gone));
    await phone.page.getByRole('dialog').waitFor();
    await phone.tap(choice(phone, w.fieldwork.form.leftWhys.moved));
    await look(phone, 'household-gone');
    await phone.tap(phone.button(w.fieldwork.form.goneYes));
    await phone.sees(phone.heading(w.fieldwork.list.title));
    ok((await phone.page.getByText('Mỹ Ẩm').count()) === 0, 'who moved away is no longer in the list');
    await goTo(phone, 'today');
    await waits(phone, 3);
    await phone.offline(false);
    await allSent(phone);
    await goTo(phone, 'households');
    await phone.sees(WHO);
    ok((await phone.page.getByText(/Mỹ Ẩm|Nguyen Van An/).count()) === 0, 'and so the server says');
  });
}

export default {
  'same household, vi': twice(PHONE, 'vi'),
  'same household, en': twice(DESK, 'en'),
};
