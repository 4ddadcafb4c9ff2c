import { expect, it } from 'vitest';
import { begin, type Known, type VisitDraft } from './visit';
import { VisitForm } from './visit.svelte';

const known: Known = {
  today: '2026-11-24',
  people: [{ id: 'sa-ruol', levels: { vneid: { level: 4, day: '2026-11-12' } } }, { id: 'da', levels: {} }],
  lastMet: ['sa-ruol'],
  skills: ['vneid', 'vssid'],
};

function opened(draft = begin('h', known, 1)): { form: VisitForm; kept: VisitDraft[] } {
  const kept: VisitDraft[] = [];
  return { form: new VisitForm(draft, known, (now) => kept.push(now)), kept };
}

it('keeps nothing for a look at the first step, and everything from the first change on', () => {
  const { form, kept } = opened();
  form.goTo(1);
  expect(kept).toHaveLength(0);
  form.meet('da', true);
  expect(kept[0]?.met).toEqual(['sa-ruol', 'da']);
});

it('asks about everyone met before going on, and counts only them', () => {
  const { form } = opened();
  form.meet('da', true);
  form.goTo(2);
  expect(form.person).toBe('sa-ruol');
  form.setLevel(5);
  expect(form.unseen?.id).toBe('da');
  expect(form.counted.map((pick) => pick.resident)).toEqual(['sa-ruol']);
  form.open('da');
  form.setLevel(2);
  expect(form.unseen).toBe(undefined);
  expect(form.counted).toEqual([{ resident: 'sa-ruol', skill: 'vneid', level: 5, why: undefined }, { resident: 'da', skill: 'vneid', level: 2, why: undefined }]);
});

it('puts another skill beside the first, or in its place', () => {
  const { form } = opened();
  form.goTo(2);
  form.choose('vssid', true);
  expect(form.picks.map((pick) => pick.skill)).toEqual(['vneid', 'vssid']);
  expect(form.pick?.skill).toBe('vssid');
  form.show(0);
  form.choose('vssid', false);
  expect(form.pick?.skill).toBe('vssid');
});

it('goes on where it stopped after the app was killed', () => {
  const { form, kept } = opened();
  form.goTo(2);
  form.setLevel(6);
  const again = opened(structuredClone(kept[kept.length - 1])).form;
  expect(again.draft.step).toBe(2);
  expect(again.pick).toMatchObject({ skill: 'vneid', level: 6 });
  again.goTo(3);
  expect(again.draft.next.step).toBe('done');
});

it('leaves a next step alone that the member chose', () => {
  const { form } = opened();
  form.goTo(2);
  form.setNext({ step: 'police' });
  form.setLevel(6);
  form.goTo(3);
  expect(form.draft.next.step).toBe('police');
});

it('nobody met: no people, no skills', () => {
  const { form } = opened();
  form.goTo(2);
  form.meetNobody(true);
  expect(form.body('v', 2)).toMatchObject({ people: [], practised: [] });
});
