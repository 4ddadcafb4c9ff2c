import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Phân tích',
    about: 'Nhìn kỹ một đơn vị: diễn biến, chênh lệch, ai lên bậc, hộ lâu chưa gặp, khó khăn, cảnh báo.',
    steps: [
      'Chọn mục ở trên; mỗi mục có đường dẫn riêng để gửi cho người khác.',
      'Chọn kỳ: tháng 15–14, quý, năm, tuần, hoặc ngày tự chọn.',
      'Bấm vào một số để xem nó gồm những gì.',
      'Số nhỏ có ghi chú: đừng so sánh vội.',
    ],
  },
  en: {
    title: 'Analysis',
    about: 'A unit looked at closely: trends, gaps, who moved up, who was not met for long, difficulties, warnings.',
    steps: [
      'Choose a section above; each has an address of its own to send to others.',
      'Choose the period: reporting months, quarters, years, weeks, or days.',
      'Open a figure to see what it is made of.',
      'Small numbers are marked: do not compare them lightly.',
    ],
  },
};

export default help;
