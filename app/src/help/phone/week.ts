import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tuần và kỳ của tôi',
    about: 'Việc của tôi bên cạnh cả tổ, do xã đếm.',
    steps: [
      'Số là của xã; việc chưa gửi ghi riêng ở bên.',
      'Bấm Chia sẻ để gửi vài dòng tóm tắt vào nhóm Zalo. Không có tên bà con.',
    ],
  },
  en: {
    title: 'My week and period',
    about: 'My work beside the team, counted by the commune.',
    steps: [
      'The figures are the commune’s; what is not sent yet stands apart.',
      'Share sends a few lines to the group chat. No resident is named.',
    ],
  },
};

export default help;
