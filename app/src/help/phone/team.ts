import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tổ',
    about: 'Người trong tổ và những mục tổ cần xem.',
    steps: [
      'Xem ai lâu chưa gửi.',
      'Mục cần xem: chọn giá trị đúng, hoặc trả lại kèm lý do.',
      'Mời người mới vào tổ bằng mã hoặc QR.',
    ],
  },
  en: {
    title: 'The team',
    about: 'Who is in it, and what needs a look.',
    steps: [
      'See who has not sent for long.',
      'What needs a look: choose the right value, or return it with a reason.',
      'Invite people with a code or QR.',
    ],
  },
};

export default help;
