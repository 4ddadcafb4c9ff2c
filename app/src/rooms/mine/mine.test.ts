import { expect, it } from 'vitest';
import en from '../../i18n/en/mine';
import vi from '../../i18n/vi/mine';
import { shareOf } from './shares';
import { summary } from './summary';

const figures = {
  period: { key: 'm:2026-12', from: '2026-11-15', to: '2026-12-14' }, reached: 9, contacts: 12, nobody: 1,
  weeks: [['2026-11-23', '2026-11-29', 5, 6, 0], ['2026-11-16', '2026-11-22', 4, 6, 1]],
  authors: { me: [[4, 5, 1], [2, 2, 0], [2, 3, 1]] },
};
const waiting = ['2026-11-24', '2026-11-17'];

it('shows what the server counted and what it does not have, and adds nothing', () => {
  expect(shareOf(figures, 'me', 'week', waiting)).toEqual({
    from: '2026-11-23', to: '2026-11-29', mine: { reached: 2, contacts: 2, nobody: 0 }, team: { reached: 5, contacts: 6, nobody: 0 }, unsent: 1,
  });
  expect(shareOf(figures, 'me', 'month', waiting)).toMatchObject({ from: '2026-11-15', to: '2026-12-14', mine: { contacts: 5 }, team: { reached: 9 }, unsent: 2 });
  expect(shareOf(figures, 'somebody', 'last', [])?.mine).toEqual({ reached: 0, contacts: 0, nobody: 0 });
});

it('is silent where the server has not said it: not known is not nothing', () => {
  expect(shareOf(null, 'me', 'week', [])).toBe(null);
  expect(shareOf({ period: figures.period, reached: 9, contacts: 12, nobody: 1 }, 'me', 'week', [])).toBe(null);
});

it('puts the week into a few lines', () => {
  const share = shareOf(figures, 'me', 'last', waiting);
  if (!share) throw new Error('no share');
  const facts = { team: 'Tổ công nghệ số Ấp Giồng Tra', author: 'Nguyễn Thị Thu Hà', today: '2026-11-25', asOf: '09:40' };
  expect(summary(share, facts, vi.summary).split('\n')).toEqual([
    'Tổ công nghệ số Ấp Giồng Tra, tuần 16/11 đến 22/11',
    'Cả tổ: gặp được 4 hộ, 6 lượt. Ghé 1 lần không gặp được ai.',
    'Nguyễn Thị Thu Hà: gặp được 2 hộ, 3 lượt. Ghé 1 lần không gặp được ai.',
    'Còn 1 lượt trên máy chưa gửi, chưa tính ở trên.',
    'Số xã đếm lúc 09:40.',
  ]);
  expect(summary(share, facts, en.summary)).toContain('2 households, 3 visits where somebody was met.');
});
