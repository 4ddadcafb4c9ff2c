import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Danh mục chỉ tiêu',
    about: 'Mỗi số nghĩa là gì, của ai, đếm thế nào.',
    steps: [
      'Gõ vài chữ để tìm, không dấu cũng được.',
      'Chọn "Số của" để chỉ xem số của một nơi.',
      'Bấm chỗ "Xem ở" để đến trang có số ấy.',
    ],
    notes: [
      'Que đếm: máy đếm từ sổ. Tờ giấy: nơi khác gửi.',
    ],
  },
  en: {
    title: 'List of indicators',
    about: 'What each figure means, whose it is, how it is counted.',
    steps: [
      'Type a few letters; marks are not needed.',
      '"Whose" shows the figures of one office.',
      '"Look at it in" leads to the page where it stands.',
    ],
    notes: [
      'Tally marks: counted from the books. A sheet of paper: sent by others.',
    ],
  },
};

export default help;
