// A week as a few lines for a chat group: counts only, and nobody's name but the author's.

import { shortDay } from '../../ui/days';
import type mine from '../../i18n/vi/mine';
import type { Share } from './shares';

interface Facts {
  team: string;
  author: string;
  today: string;
  /** "09:40", or "24/11": when the server counted. */
  asOf: string;
}

export function summary(share: Share, { team, author, today, asOf }: Facts, words: (typeof mine)['summary']): string {
  const { from, to, unsent } = share;
  return [
    words.head(team, shortDay(from, today), shortDay(to, today)),
    words.team(share.team.reached, share.team.contacts, share.team.nobody),
    words.mine(author, share.mine.reached, share.mine.contacts, share.mine.nobody),
    ...(unsent ? [words.unsent(unsent)] : []),
    ...(asOf ? [words.asOf(asOf)] : []),
  ].join('\n');
}
