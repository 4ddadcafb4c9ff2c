import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Nhập danh sách',
    about: 'Đưa danh sách Excel của xã vào sổ, xem trước rồi mới ghi.',
    steps: [
      'Thả tệp vào, hoặc chọn tệp.',
      'Xem từng dòng: máy hiểu gì đứng cạnh chữ gốc.',
      'Sửa dòng còn nghi, rồi bấm ghi. Trong một ngày vẫn lấy lại được.',
    ],
  },
  en: {
    title: 'Bringing in a list',
    about: 'A commune’s spreadsheet goes into the book; you see it before anything is written.',
    steps: [
      'Drop a file, or choose one.',
      'Look at the lines: what was understood stands beside the original.',
      'Mend what is doubtful, then write. It can be taken back within a day.',
    ],
  },
};

export default help;
