import { describe, expect, it } from 'vitest';
import { routes } from '../routes';
import { pageOf } from './pages';
import type { Help } from './types';

const phone = import.meta.glob<Help>('./phone/*.ts', { eager: true, import: 'default' });
const desk = import.meta.glob<Help>('./desk/*.ts', { eager: true, import: 'default' });

describe('the help of pages', () => {
  it('is there for every screen of the phone but the doors', () => {
    const doors = ['/nhap-ma', '/moi/:code'];
    const screens = routes.map((route) => route.path).filter((path) => !/^\/(ban-lam-viec|dang-nhap|mat-khau)/.test(path) && !doors.includes(path));
    for (const path of screens) expect(phone[`./phone/${pageOf(path)}.ts`], path).toBeDefined();
  });

  it('is short and whole in both languages', () => {
    for (const [file, { vi, en }] of Object.entries({ ...phone, ...desk })) {
      for (const text of [vi, en]) {
        expect(text.steps.length, file).toBeGreaterThan(0);
        expect(text.steps.length, file).toBeLessThan(6);
        for (const line of [text.title, text.about, ...text.steps, ...(text.notes ?? [])]) expect(line.trim().length, file).toBeGreaterThan(1);
      }
      expect(vi.steps.length, file).toBe(en.steps.length);
    }
  });
});
