import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Hộ ghi trùng',
    about: 'Một hộ được ghi hai lần thì tổ trưởng gộp lại. Lượt thăm của cả hai vẫn giữ.',
    steps: [
      'Chọn hộ kia trong danh sách gợi ý, hoặc gõ tên để tìm.',
      'Xem ai là ai, rồi bấm Gộp làm một hộ.',
      'Gộp nhầm thì cán bộ xã hoàn tác được.',
    ],
  },
  en: {
    title: 'Written down twice',
    about: 'A household that was recorded twice is made one by the leader. The visits of both stay.',
    steps: [
      'Choose the other household from the list, or type its name.',
      'See who is whom, then make them one household.',
      'If it was wrong, the commune can take it apart.',
    ],
  },
};

export default help;
