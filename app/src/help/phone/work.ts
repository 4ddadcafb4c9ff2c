import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Việc của tôi',
    about: 'Việc anh chị đã ghi, đang chờ gửi, bị trả lại.',
    steps: [
      'Xem mục bị trả lại trước: có lý do và cách sửa.',
      'Mục chờ gửi tự đi khi có mạng.',
      'Bấm vào lượt thăm để xem hoặc sửa.',
    ],
  },
  en: {
    title: 'My work',
    about: 'What you recorded, what waits, what was returned.',
    steps: [
      'Look at what was returned first: the reason and the way to mend it are there.',
      'What waits goes by itself when there is a network.',
      'Tap a visit to look at it or to correct it.',
    ],
  },
};

export default help;
