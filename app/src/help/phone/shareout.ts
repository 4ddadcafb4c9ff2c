import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Chia hộ',
    about: 'Giao hộ cho từng người trong tổ. Không có mạng cũng chia được.',
    steps: [
      'Chọn cách chia: chia đều, theo xóm, hay chọn từng hộ.',
      'Xem trước ai được bao nhiêu hộ, rồi mới bấm ghi.',
      'Mỗi người mở danh sách hộ, chọn Của tôi là thấy hộ mình.',
    ],
  },
  en: {
    title: 'Share out',
    about: 'Give households to the members of the team. It works without a network.',
    steps: [
      'Choose how: evenly, by cluster, or one by one.',
      'See who gets how many, then write it.',
      'Each member sees theirs in the list under Mine.',
    ],
  },
};

export default help;
