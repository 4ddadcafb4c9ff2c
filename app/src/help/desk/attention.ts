import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Cần xem',
    about: 'Những mục máy không tự quyết được.',
    steps: [
      'Hai giá trị khác nhau: chọn giá trị đúng.',
      'Mục của máy đã khóa: nhận, hoặc trả lại kèm lý do.',
      'Hai hộ giống nhau: xem rồi gộp, hoặc nói là khác nhau.',
    ],
  },
  en: {
    title: 'Needs a look',
    about: 'What cannot be decided without a person.',
    steps: [
      'Two different values: choose the right one.',
      'Records of a locked phone: accept them, or return them with a reason.',
      'Two households that look alike: compare, then join them or say that they differ.',
    ],
  },
};

export default help;
