// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { may, mine } from './may';
import { day, dayNear, dayOf, lowered, number, percent, span, time, when } from './say';
import type { Me } from './types';

test('figures and days are written as on paper', () => {
  expect(number(28658)).toBe('28.658');
  expect(day('2026-11-24')).toBe('24/11/2026');
  expect(dayNear('2026-11-24', '2026-12-01')).toBe('24/11');
  expect(dayNear('2025-11-24', '2026-12-01')).toBe('24/11/2025');
  expect(span('2026-10-15', '2026-11-14')).toBe('15/10 – 14/11/2026');
  expect(span('2025-12-15', '2026-01-14')).toBe('15/12/2025 – 14/01/2026');
  expect(lowered('Ấp 12')).toBe('ấp 12');
});

test('a percentage never rounds something to nothing, or most to all', () => {
  expect(percent(0)).toBe('0%');
  expect(percent(0.001)).toBe('<1%');
  expect(percent(0.334)).toBe('33%');
  expect(percent(0.999)).toBe('>99%');
  expect(percent(1)).toBe('100%');
});

test('instants are told in Viet Nam', () => {
  const late = Date.parse('2026-11-24T17:30:00Z');
  expect(dayOf(late)).toBe('2026-11-25');
  expect(time(late)).toBe('00:30');
  expect(when(late, '2026-11-25')).toBe('00:30');
  expect(when(late, '2026-11-26')).toBe('25/11');
});

test('buttons are shown along the tree, not beside it', () => {
  const me = { grants: [{ role: 'commune_officer', unit: 'xa' }] } as Me;
  expect(may(me, 'manage_people', [{ id: 'huyen' }, { id: 'xa' }, { id: 'ap' }])).toBe(true);
  expect(may(me, 'manage_people', [{ id: 'huyen' }, { id: 'xa-khac' }])).toBe(false);
  const leader = { grants: [{ role: 'leader', unit: 'ap' }] } as Me;
  expect(may(leader, 'manage_people', [{ id: 'xa' }, { id: 'ap' }])).toBe(true);
  expect(may(leader, 'manage_people', [{ id: 'ap' }, { id: 'xom' }])).toBe(false);
  expect(may({ grants: [{ role: 'read_only', unit: 'xa' }] } as Me, 'lead', [{ id: 'xa' }])).toBe(false);
});

test('units above one\'s own are named, not opened', () => {
  const path = ['nuoc', 'tinh', 'huyen', 'xa'].map((id) => ({ id, name: id, tier: 'commune' as const }));
  expect([...mine({ grants: [{ role: 'district_officer', unit: 'huyen' }] } as Me, path)]).toEqual(['huyen', 'xa']);
  expect([...mine({ grants: [] as Me['grants'] } as Me, path)]).toEqual([]);
});
