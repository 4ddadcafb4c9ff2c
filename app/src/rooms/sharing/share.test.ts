import { describe, expect, it } from 'vitest';
import { byCluster, evenly, given, totals, type Home } from './share';

const home = (id: number, cluster: string, keeper: string | null = null): Home => ({ id: String(id), cluster, keeper });
const after = (homes: Home[], members: string[], again: boolean) =>
  Object.fromEntries(totals(homes, members, evenly(homes, members, again)).map((one) => [one.member ?? 'nobody', one.after]));

describe('evenly', () => {
  it('gives to who has least and takes from nobody', () => {
    const homes = [home(1, 'A', 'ba'), home(2, 'A', 'ba'), home(3, 'A', 'ba'), home(4, 'B'), home(5, 'B'), home(6, 'A')];
    expect(after(homes, ['ba', 'hai', 'nam'], false)).toEqual({ ba: 3, hai: 2, nam: 1, nobody: 0 });
  });

  it('shares anew so that nobody has two more than another, and moves no more than it must', () => {
    const homes = Array.from({ length: 17 }, (_, i) => home(i, i % 2 ? 'Xóm chùa' : 'Xóm đập', i < 9 ? 'ba' : i < 11 ? 'gone' : null));
    const members = ['ba', 'hai', 'nam'];
    expect(after(homes, members, true)).toEqual({ ba: 6, hai: 6, nam: 5, nobody: 0 });
    const plan = evenly(homes, members, true);
    expect(homes.filter((one) => one.keeper === 'ba' && plan.has(one.id))).toHaveLength(3);
    // Told once, it says nothing more.
    const shared = homes.map((one) => ({ ...one, keeper: plan.get(one.id) ?? one.keeper }));
    expect(evenly(shared, members, true).size).toBe(0);
    expect(evenly(shared, members, false).size).toBe(0);
  });

  it('keeps neighbours together', () => {
    const homes = [home(1, 'B'), home(2, 'A'), home(3, 'B'), home(4, 'A'), home(5, ''), home(6, 'B'), home(7, 'A')];
    const plan = evenly(homes, ['hai', 'nam'], false);
    expect(['2', '4', '7'].map((id) => plan.get(id))).toEqual(['hai', 'hai', 'hai']);
    expect(plan.get('5')).toBe('nam');
  });

  it('is even whatever the numbers are', () => {
    for (let all = 0; all < 40; all += 1) {
      for (let n = 1; n < 6; n += 1) {
        const members = Array.from({ length: n }, (_, i) => `m${i}`);
        const homes = Array.from({ length: all }, (_, i) => home(i, `Xóm ${i % 4}`, (i * 7) % 5 < n ? `m${(i * 7) % 5}` : null));
        const shares = totals(homes, members, evenly(homes, members, true)).slice(0, -1).map((one) => one.after);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(all);
      }
    }
  });

  it('has nobody to give to', () => expect(evenly([home(1, 'A')], [], true).size).toBe(0));
});

it('gives a whole cluster, and leaves what is as it should be', () => {
  const homes = [home(1, 'A', 'hai'), home(2, 'A', 'ba'), home(3, 'B', 'ba'), home(4, '')];
  expect([...byCluster(homes, new Map([['A', 'hai'], ['', 'hai']]))]).toEqual([['2', 'hai'], ['4', 'hai']]);
  expect([...byCluster(homes, new Map([['B', null]]))]).toEqual([['3', null]]);
});

it('puts one household into a plan and out of it', () => {
  const [one] = [home(1, 'A', 'hai')];
  const plan = given(new Map(), one!, 'ba');
  expect(plan.get('1')).toBe('ba');
  expect(given(plan, one!, 'hai').size).toBe(0);
});
