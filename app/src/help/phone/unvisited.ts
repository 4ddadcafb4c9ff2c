import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Hộ lâu chưa ghé',
    about: 'Những hộ chưa ai ghé, hoặc lâu rồi chưa gặp ai, xếp theo ngày.',
    steps: [
      'Bấm một hộ để xem rồi ghé.',
      'Muốn giao cho người trong tổ thì dùng Chia hộ.',
    ],
  },
  en: {
    title: 'Long without a visit',
    about: 'Households that nobody has visited, or where nobody was met for long, by day.',
    steps: [
      'Tap a household to look at it.',
      'To give them to members of the team, share them out.',
    ],
  },
};

export default help;
