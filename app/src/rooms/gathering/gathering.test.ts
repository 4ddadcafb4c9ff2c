import { describe, expect, test } from 'vitest';
import { overlay } from '../../sync/overlay';
import type { Held, Op } from '../../sync/types';
import { again, correction, gatheringOf } from './decode';
import { allAt, begin, bodyOf, countTrouble, oneAt, readDraft, stepsOf, troubles, type Draft } from './gathering';

const TODAY = '2026-11-24';
const SKILLS = ['vneid', 'safety'];
const draft = (more: Partial<Draft> = {}): Draft => ({ ...begin('meeting', 'h', TODAY, 1), topics: ['vneid', 'policy'], ...more });

describe('what is asked', () => {
  test('nobody is counted and nobody climbs where nobody is seen', () => {
    expect(stepsOf(draft({ kind: 'broadcast' }), SKILLS)).toEqual(['place', 'partners', 'topics', 'last']);
    expect(stepsOf(draft({ topics: ['policy'] }), SKILLS)).toEqual(['place', 'partners', 'count', 'topics', 'last']);
    expect(stepsOf(draft(), SKILLS)).toContain('people');
  });

  test('an empty count is no trouble, letters and too many are', () => {
    expect([countTrouble(''), countTrouble('0'), countTrouble('bốn'), countTrouble('99999')]).toEqual([null, null, 'shape', 'most']);
  });

  test('what cannot be saved says where it is mended', () => {
    expect(troubles(draft(), TODAY)).toEqual([]);
    expect(troubles(draft({ topics: [], kind: 'broadcast', place: '' }), TODAY)).toEqual([{ step: 'place', is: 'channel' }, { step: 'topics', is: 'topics' }]);
    const two = { people: ['a', 'b'], picks: [{ resident: 'a', skill: 'vneid', level: 5 }, { resident: 'b', skill: 'vneid', level: 5 }] };
    expect(troubles(draft({ ...two, came: '1' }), TODAY)).toEqual([{ step: 'count', is: 'fewer' }]);
    expect(troubles(draft({ day: '2026-09-01' }), TODAY)).toEqual([{ step: 'place', is: 'old' }]);
  });
});

describe('rungs of many at once', () => {
  const people = ['a', 'b', 'c'];
  const before = (id: string): number | null => ({ a: 6, b: 2 })[id] ?? null;

  test('all reach it, and whoever stands higher stays there', () => {
    expect(allAt(draft({ people }), 'vneid', 4, before).map((pick) => [pick.resident, pick.level])).toEqual([['a', 6], ['b', 4], ['c', 4]]);
  });

  test('one may differ, refuse, or not have practised', () => {
    const all = draft({ people, picks: allAt(draft({ people }), 'vneid', 4, () => null) });
    expect(oneAt(all, 'b', 'vneid', -1, 'afraid')).toContainEqual({ resident: 'b', skill: 'vneid', level: -1, why: 'afraid' });
    expect(oneAt(all, 'b', 'vneid', null)).toHaveLength(2);
  });
});

describe('what is sent', () => {
  test('counts that nobody made are left out, a rung of a skill that was not shown too', () => {
    const picks = [{ resident: 'a', skill: 'vneid', level: 4 }, { resident: 'a', skill: 'safety', level: 4 }];
    const body = bodyOf(draft({ people: ['a', 'b'], picks, came: '40', place_note: ' sân chùa ' }), 'x', 9);
    expect(body).toEqual({
      activity: 'x', hamlet: 'h', kind: 'meeting', day: TODAY, chosen: 0, at: 9, place: 'hall', place_note: 'sân chùa',
      topics: ['vneid', 'policy'], people: ['a'], came: 40, practised: [picks[0]],
    });
  });

  test('comes back as the same draft when it was refused or is corrected', () => {
    const body = bodyOf(draft({ people: ['a'], picks: [{ resident: 'a', skill: 'vneid', level: 4 }], contacts: '3', partners: ['police'] }), 'x', 9);
    const op: Op = { id: 'o', kind: 'activity.record', version: 1, stamp: [1, 0], body };
    const seen = overlay([], [op], { account: 'me', name: 'Hà' }).activities.get('x');
    const saved = gatheringOf('x', seen?.subject ?? '', seen?.content ?? {}, true);
    expect(saved).toMatchObject({ author: 'me', hamlet: 'h', came: null, contacts: 3, practised: [{ resident: 'a', skill: 'vneid', level: 4 }] });
    const { activity: _, at: __, chosen: ___, ...same } = body;
    expect(bodyOf(correction(saved, TODAY, 1), 'y', 9)).toMatchObject({ ...same, corrects: 'x', activity: 'y', chosen: 1 });
    expect(bodyOf(again('o', body, TODAY, 1), 'y', 9)).toMatchObject(same);
    expect(again('o', body, TODAY, 1).answers).toBe('o');
    expect(readDraft({ v: 0 })).toBeNull();
  });
});

describe('over what the server said', () => {
  const house = (id: string, person: string): Held => ({ stream: 's', subject: 'h', kind: 'household', id, content: { residents: [{ id: person, levels: {} }], last_visit: ['2026-11-01', 'v'] } });
  const op = (kind: string, body: Record<string, unknown>): Op => ({ id: kind, kind, version: 1, stamp: [1, 0], body });
  const picks = [{ resident: 'a', skill: 'vneid', level: 5 }, { resident: 'b', skill: 'vneid', level: 5 }];
  const body = bodyOf(draft({ people: ['a', 'b'], picks }), 'x', 9);

  test('people of many households climb, and none of these counts as visited', () => {
    const { households } = overlay([house('1', 'a'), house('2', 'b'), house('3', 'c')], [op('activity.record', body)], { account: 'me', name: '' });
    expect([...households.values()].map((one) => one.pending)).toEqual([true, true, false]);
    expect(households.get('2')?.content).toMatchObject({ last_visit: ['2026-11-01', 'v'], residents: [{ levels: { [TODAY]: { vneid: 5 } } }] });
  });

  test('what is taken back is gone, and a correction stands in its place', () => {
    const fixed = op('activity.correct', { ...body, activity: 'y', corrects: 'x' });
    const me = { account: 'me', name: '' };
    expect([...overlay([], [op('activity.record', body), fixed], me).activities.keys()]).toEqual(['y']);
    expect(overlay([], [op('activity.record', body), op('activity.remove', { activity: 'x' })], me).activities.size).toBe(0);
  });

  test('people who turned out to be one are called by the id they have now', () => {
    const merged: Held = { stream: 's', subject: 'h', kind: 'household', id: '1', content: { residents: [], same: { a: 'b' } } };
    const held: Held = { stream: 's', subject: 'h', kind: 'activity', id: 'x', content: { kind: 'meeting', people: ['a', 'b'], practised: [[0, 'vneid', 5]] } };
    expect(overlay([merged, held], [], { account: '', name: '' }).activities.get('x')?.content.people).toEqual(['b', 'b']);
  });
});
