// The words for how far a unit has sent; the same on the page and in the file.

import type vi from '../../i18n/vi/insight';
import type { Row } from './types';

type Words = (typeof vi)['table'];

export function sendWords(f: NonNullable<Row['freshness']>, t: Words, number: (n: number) => string): string {
  switch (f.state) {
    case 'waiting':
      return f.count ? t.waiting(number(f.count)) : t.waitingSome;
    case 'refused':
      return f.count ? t.refused(number(f.count)) : t.refusedSome;
    case 'late':
      return f.days ? t.late(f.days) : t.never;
    case 'kept':
      return t.kept;
  }
}
