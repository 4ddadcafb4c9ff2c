import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Hộ dân',
    about: 'Sổ hộ của ấp: tìm, xem, thêm hộ.',
    steps: [
      'Gõ tên để tìm, không dấu cũng được.',
      'Bấm vào một hộ để xem người trong hộ và các lượt đã thăm.',
      'Bấm "Hộ mới" khi hộ chưa có trong sổ.',
    ],
  },
  en: {
    title: 'Households',
    about: 'The hamlet’s book: find, look, add.',
    steps: [
      'Type a name to find it; marks are not needed.',
      'Tap a household to see its people and visits.',
      '"New household" adds one that is not in the book.',
    ],
  },
};

export default help;
