import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Lượt đã ghi',
    about: 'Các lượt thăm anh chị đã ghi.',
    steps: [
      'Bấm vào một lượt để xem.',
      'Ghi nhầm thì bấm Sửa. Lượt cũ vẫn được giữ.',
    ],
  },
  en: {
    title: 'Recorded visits',
    about: 'The visits that you recorded.',
    steps: [
      'Tap one to look at it.',
      'Correct a mistake with Edit. The earlier record is kept.',
    ],
  },
};

export default help;
