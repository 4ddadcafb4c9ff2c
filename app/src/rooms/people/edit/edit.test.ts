import { describe, expect, it } from 'vitest';
import type { Member, Team } from '../types';
import { fresh } from './asked';
import { localNumber, personOf, sent } from './person';

const member: Member = {
  id: 'm1',
  person: 'p1',
  name: 'Lê Thị Út',
  role: 'leader',
  post: 'Trưởng ấp',
  post_en: 'Hamlet head',
  post_code: 'hamlet_head',
  birth_year: 1982,
  sex: 'f',
  phone: '+84912345678',
  account: null,
  since: '2024-01-01',
  revision: 3,
  joined: false,
  invited: false,
};
const team: Team = {
  id: 't1',
  name: 'Tổ 17',
  kind: 'team',
  unit: 'u1',
  founded_on: '2023-03-01',
  decision: null,
  decisions: [],
  revision: 2,
  members: [member],
  member_count: 1,
};

describe('somebody in a form', () => {
  it('is sent as they were shown', () => {
    expect(sent(personOf(member))).toEqual({ name: 'Lê Thị Út', birth_year: 1982, sex: 'f', phone: '0912345678' });
    expect(localNumber('0912345678')).toBe('0912345678');
  });

  it('has a year that the server refuses where it is none', () => {
    expect(sent({ ...personOf(member), birth_year: 'tám hai' }).birth_year).toBe(0);
    expect(sent({ ...personOf(member), birth_year: ' ' }).birth_year).toBeNull();
  });
});

describe('what was asked', () => {
  it('is about what there is by now, and stays where that is gone', () => {
    const later: Team = { ...team, revision: 5, members: [{ ...member, revision: 6 }] };
    const asked = { what: 'member' as const, team, member };
    expect(fresh(asked, [later])).toEqual({ what: 'member', team: later, member: later.members[0] });
    expect(fresh(asked, [{ ...later, members: [] }])).toMatchObject({ member });
    expect(fresh(asked, [])).toBe(asked);
    expect(fresh({ what: 'team', team: null }, [later])).toEqual({ what: 'team', team: null });
  });
});
