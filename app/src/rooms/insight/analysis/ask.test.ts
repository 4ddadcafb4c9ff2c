import { expect, it } from 'vitest';
import { choicesOf, figureHref, pathOf, sectionHref } from './ask';

it('keeps what was chosen in the address and asks for what the section uses', () => {
  const choices = choicesOf(new URL('https://x/ban-lam-viec/u/phan-tich/dien-bien?ky=m%3A2026-11&so=visits&buoc=week&tu=&evil=1'));
  expect(choices).toEqual({ ky: 'm:2026-11', so: 'visits', buoc: 'week' });
  expect(pathOf('u', 'dien-bien', choices)).toBe('/units/u/analysis/trend?indicator=visits&step=week');
  expect(pathOf('u', 'nhom', choices)).toBe('/units/u/analysis/groups?period=m%3A2026-11');
  expect(pathOf('u', 'canh-bao', choices)).toBe('/units/u/analysis/warnings');
  expect(sectionHref('u', 'to', choices)).toBe('/ban-lam-viec/u/phan-tich/to?ky=m%3A2026-11&so=visits&buoc=week');
  expect(figureHref('u', 'visits')).toBe('/ban-lam-viec/u/so/visits');
});
