import { expect, it } from 'vitest';
import { Book } from './book';
import { outdated } from './retention';
import type { Held } from './types';

it('lets go of old visits and of nothing else', () => {
  const book = new Book();
  const held = (kind: string, id: string, content: Record<string, unknown>): Held => ({ stream: 's', subject: 'h', kind, id, content });
  for (const one of [
    held('visit', 'old', { day: '2025-05-25' }), held('visit', 'edge', { day: '2025-05-26' }), held('visit', 'new', { day: '2026-11-01' }),
    held('household', 'home', { made_on: '2020-01-01', last_visit: ['2025-05-25', 'old'] }), held('figures', 'h', { contacts: 900 }),
  ]) book.records.set(`s/${one.id}`, one);
  book.outbox.set('op', { op: { id: 'op', kind: 'visit.record', version: 1, stamp: [1, 0], body: { day: '2020-01-01' } }, made: 1 });
  book.drafts.set('visit', { day: '2020-01-01' });
  const changes = outdated(book, '2025-05-26');
  expect(changes).toEqual([{ table: 'records', key: 's/old' }]);
  book.apply(changes);
  expect([book.records.size, book.outbox.size, book.drafts.size]).toEqual([4, 1, 1]);
});
