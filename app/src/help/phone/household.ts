import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Một hộ',
    about: 'Người trong hộ, ai làm được gì, các lượt đã thăm.',
    steps: [
      'Bấm nút vàng để ghi lượt thăm hộ này.',
      'Bấm vào một người để sửa hoặc xem bậc của họ.',
      'Hỏi máy và mạng của hộ khi có dịp: "Máy và mạng".',
    ],
  },
  en: {
    title: 'A household',
    about: 'Its people, what each can do, the visits so far.',
    steps: [
      'Press the yellow button to record a visit here.',
      'Tap a person to edit them or to see their rungs.',
      'Ask about devices and network when there is time.',
    ],
  },
};

export default help;
