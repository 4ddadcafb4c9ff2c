import { expect, it } from 'vitest';
import { membersOf } from './keepers';

it('knows who is in the team today', () => {
  const teams = [{ id: 't1', content: { unit: 'h' } }, { id: 't2', content: { unit: 'other' } }];
  const member = (id: string, content: Record<string, unknown>) => ({ id, content: { team: 't1', role: 'member', name: id, ...content } });
  const members = [
    member('An', {}), member('Bình', { role: 'leader', account: 'a' }), member('Chi', { until: '2026-11-25' }),
    member('Dung', { until: '2026-11-26' }), member('Em', { team: 't2' }),
  ];
  expect(membersOf('h', teams, members, '2026-11-25').map((one) => one.id)).toEqual(['Bình', 'An', 'Dung']);
});
