// Old data leave the phone by rule. The server keeps them, and counts them: no figure of a phone is made of what it holds.

import type { Book } from './book';
import type { Change } from './ports';

/** Visits older than this are not on phones (18 months); the server's snapshots leave them out by the same rule. */
export const VISIT_DAYS = 548;

/** Visits whose day is before `day`, as changes that drop them. What waits, drafts and households are never touched. */
export function outdated(book: Book, day: string): Change[] {
  const changes: Change[] = [];
  for (const [key, { kind, content }] of book.records) {
    if (kind === 'visit' && typeof content.day === 'string' && content.day < day) changes.push({ table: 'records', key });
  }
  return changes;
}
