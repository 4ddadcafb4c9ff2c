import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Hôm nay',
    about: 'Trang này cho biết hôm nay nên đến hộ nào, và đã gửi đủ chưa.',
    steps: [
      'Bấm nút vàng để ghi một lượt thăm.',
      'Chọn một hộ trong danh sách gợi ý, hoặc tìm theo tên.',
      'Xem dòng gửi nhận ở trên: còn mục chờ thì có mạng máy tự gửi.',
    ],
    notes: [
      'Không có mạng vẫn ghi được. Máy giữ đủ.',
    ],
  },
  en: {
    title: 'Today',
    about: 'This page says whom to visit today, and whether all has been sent.',
    steps: [
      'Press the yellow button to record a visit.',
      'Choose a suggested household, or find one by name.',
      'Look at the line above: what waits is sent by itself when there is a network.',
    ],
    notes: [
      'You can record without a network. The phone keeps everything.',
    ],
  },
};

export default help;
