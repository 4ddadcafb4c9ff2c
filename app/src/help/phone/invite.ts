import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Mời người trong tổ',
    about: 'Đưa lời mời cho đúng người, họ quét là vào được.',
    steps: [
      'Chọn người trong danh sách tổ.',
      'Cho họ quét mã QR, hoặc đọc mã cho họ gõ.',
    ],
    notes: [
      'Lời mời dùng được một lần.',
    ],
  },
  en: {
    title: 'Inviting a member',
    about: 'Hand the invitation to the right person; they scan it and are in.',
    steps: [
      'Choose somebody from the list.',
      'Let them scan the code, or read it to them.',
    ],
    notes: [
      'An invitation works once.',
    ],
  },
};

export default help;
