import { describe, expect, test } from 'vitest';
import { overlay } from './overlay';
import type { Held, Op } from './types';

const author = { account: 'a', name: 'Danh Minh Tuấn' };
const house = (content: Record<string, unknown>): Held => ({ stream: 's', subject: 'hamlet', kind: 'household', id: 'h', content });
const op = (kind: string, body: Record<string, unknown>): Op => ({ id: kind, kind, version: 1, stamp: [1, 0], body });
const visit = (day: string, more: Record<string, unknown> = {}): Op =>
  op('visit.record', { visit: `v-${day}`, household: 'h', day, people: ['r'], practised: [{ resident: 'r', skill: 'vneid', level: 5 }], next: { step: 'done' }, ...more });
const known = house({ name: 'Bà Sa Rươl', residents: [{ id: 'r', name: 'Sa Rươl', levels: { '2026-11-10': { vneid: 3, vssid: 1 } } }], last_visit: ['2026-11-10', 'v0'], next: ['return', '2026-11-20', ''] });

describe('a pending visit', () => {
  test('shows in the household at once, and leaves what the server said as it was', () => {
    const before = structuredClone(known);
    const { households, visits } = overlay([known], [visit('2026-11-24')], author);
    expect(households.get('h')).toMatchObject({ pending: true, content: { last_visit: ['2026-11-24', 'v-2026-11-24'], last_met: '2026-11-24', next: ['done', null, ''] } });
    expect(households.get('h')?.content.residents).toMatchObject([{ levels: { '2026-11-24': { vneid: 5 }, '2026-11-10': { vssid: 1 } } }]);
    expect(visits.get('v-2026-11-24')).toMatchObject({ subject: 'hamlet', pending: true, content: { met: 1, author: 'a' } });
    expect(known).toEqual(before);
  });

  test('of an earlier day changes no later one', () => {
    const { content } = overlay([known], [visit('2026-11-01')], author).households.get('h') ?? {};
    expect(content).toMatchObject({ last_visit: ['2026-11-10', 'v0'], next: ['return', '2026-11-20', ''] });
    expect(content?.residents).toMatchObject([{ levels: { '2026-11-10': { vneid: 3, vssid: 1 } } }]);
  });

  test('where nobody was met is no meeting', () => {
    const { households, visits } = overlay([known], [visit('2026-11-24', { people: [], practised: [] })], author);
    expect(households.get('h')?.content.last_met).toBeUndefined();
    expect(visits.get('v-2026-11-24')?.content.met).toBe(0);
  });

  test('that was removed again is gone, and the one before it is the last', () => {
    const old: Held = { stream: 's', subject: 'hamlet', kind: 'visit', id: 'v0', content: { household: 'h', day: '2026-11-10', met: 1 } };
    const { households, visits } = overlay([known, old], [visit('2026-11-24'), op('visit.remove', { visit: 'v-2026-11-24' })], author);
    expect([...visits.keys()]).toEqual(['v0']);
    expect(households.get('h')?.content).toMatchObject({ last_visit: ['2026-11-10', 'v0'], last_met: '2026-11-10' });
  });
});

test('a correction stands in the place of what it corrects', () => {
  const fixed = op('visit.correct', { ...visit('2026-11-23').body, corrects: 'v-2026-11-24' });
  expect([...overlay([known], [visit('2026-11-24'), fixed], author).visits.keys()]).toEqual(['v-2026-11-23']);
});

test('new households, new people, edits and departures, in their order', () => {
  const ops = [
    op('household.create', { household: 'n', hamlet: 'hamlet', name: 'Hộ mới', residents: [{ resident: 'x', name: 'Lê Thị Ửng' }], made_on: '2026-11-24' }),
    op('resident.create', { household: 'n', resident: 'y', name: 'Lê Văn Tư', made_on: '2026-11-24' }),
    op('household.edit', { household: 'n', saw: 0, fields: { note: 'Sau chùa' } }),
    op('resident.edit', { household: 'n', resident: 'x', saw: 0, fields: { left_on: '2026-11-24' } }),
  ];
  expect(overlay([], ops, author).households.get('n')).toMatchObject({ subject: 'hamlet', content: { note: 'Sau chùa', residents: [{ id: 'y', name: 'Lê Văn Tư' }] } });
});

test('what has left is not shown, and work about it breaks nothing', () => {
  const { households, visits } = overlay([house({ name: 'x', left_on: '2026-11-20' })], [visit('2026-11-24')], author);
  expect(households.size).toBe(0);
  expect(visits.size).toBe(1);
});

describe('households that turned out to be one', () => {
  const merged: Held = { stream: 's', subject: 'hamlet', kind: 'merged', id: 'old', content: { into: 'h' } };
  const one = house({ ...known.content, same: { r2: 'r' } });

  test('show work about the old one at the one that stands, by the one person', () => {
    const late = op('visit.record', { ...visit('2026-11-24').body, household: 'old', people: ['r2', 'r'], practised: [{ resident: 'r2', skill: 'vneid', level: 6 }] });
    const { households, visits } = overlay([one, merged], [late], author);
    expect([...households.keys()]).toEqual(['h']);
    expect(households.get('h')?.content).toMatchObject({ last_visit: ['2026-11-24', 'v-2026-11-24'], residents: [{ id: 'r', levels: { '2026-11-24': { vneid: 6 } } }] });
    expect(visits.get('v-2026-11-24')?.content).toMatchObject({ household: 'h', people: ['r'], practised: [[0, 'vneid', 6]] });
  });
});

describe('a conflict that the leader settles without a network', () => {
  const conflict = (content: Record<string, unknown>): Held => ({ stream: 'l', subject: 'hamlet', kind: 'conflict', id: 'c', content });
  const settle = (value: string): Op => op('conflict.settle', { conflict: 'c', value });

  test('is off the list, and the other value shows where it was taken', () => {
    const person = conflict({ subject_kind: 'resident', subject: 'r', field: 'birth_year', kept: 1945, lost: 1955 });
    const taken = overlay([known, person], [settle('lost')], author);
    expect(taken.conflicts.size).toBe(0);
    expect(taken.households.get('h')).toMatchObject({ pending: true, content: { residents: [{ id: 'r', birth_year: 1955 }] } });
    const home = conflict({ subject_kind: 'household', subject: 'h', field: 'note', kept: 'a', lost: 'b' });
    expect(overlay([known, home], [settle('lost')], author).households.get('h')?.content.note).toBe('b');
  });

  test('changes nothing where what stands is kept, and is open as long as nobody spoke', () => {
    const home = conflict({ subject_kind: 'household', subject: 'h', field: 'note', kept: 'a', lost: 'b' });
    expect(overlay([known, home], [settle('kept')], author).households.get('h')?.pending).toBe(false);
    expect([...overlay([known, home], [], author).conflicts.keys()]).toEqual(['c']);
  });
});

describe('what a leader or a member said of a whole household, before it is sent', () => {
  const other: Held = { ...known, id: 'twin', content: { name: 'Ba Sau', residents: [{ id: 't', name: 'Thach Thi Sa Ruol' }, { id: 't2', name: 'Thạch Khôi' }] } };

  test('makes two one, with the people of both and each once', () => {
    const before = op('visit.record', { ...visit('2026-11-20').body, household: 'twin', people: ['t2'], practised: [] });
    const merge = op('household.merge', { household: 'twin', into: 'h', residents: [['t', 'r']], day: '2026-11-21' });
    const { households, visits } = overlay([known, other], [before, merge], author);
    expect([...households.keys()]).toEqual(['h']);
    expect((households.get('h')?.content.residents as { id: string }[]).map((one) => one.id)).toEqual(['r', 't2']);
    expect(visits.get('v-2026-11-20')?.content.household).toBe('h');
  });

  test('takes one that is gone off the book', () => {
    const gone = op('household.edit', { household: 'twin', fields: { left_on: '2026-11-21', left_why: 'moved' } });
    expect([...overlay([known, other], [gone], author).households.keys()]).toEqual(['h']);
  });

  test('shows an answer and what was written on it, and neither once it is taken back', () => {
    const yes = op('consent.record', { consent: 'c', household: 'h', purpose: 'phone', answer: 'given', day: '2026-11-20' });
    const set = op('restricted.set', { household: 'h', purpose: 'phone', values: [{ subject: 'r', value: '0912345678' }] });
    const no = op('consent.record', { consent: 'd', household: 'h', purpose: 'phone', answer: 'withdrawn', day: '2026-11-22' });
    expect(overlay([known], [yes, set], author).households.get('h')?.content).toMatchObject({ consents: { phone: ['given', '2026-11-20'] }, unsent: { r: { phone: '0912345678' } } });
    expect(overlay([known], [yes, set, no], author).households.get('h')?.content).toMatchObject({ consents: { phone: ['withdrawn', '2026-11-22'] }, unsent: { r: {} } });
  });
});
