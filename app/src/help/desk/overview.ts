import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tổng quan',
    about: 'Số của một đơn vị trong kỳ, và các đơn vị bên dưới.',
    steps: [
      'Chọn kỳ ở góc phải. Tháng báo cáo chạy từ ngày 15 đến ngày 14.',
      'Bấm "Cách đếm" dưới một số để biết số ấy là gì, gồm những phần nào.',
      'Bấm tên một đơn vị trong bảng để xem riêng đơn vị đó.',
    ],
    notes: [
      'Phần gạch chéo là chưa hỏi, không phải số 0.',
      '"Chép liên kết" rồi gửi: người nhận thấy đúng trang này, nếu họ được giao xem.',
    ],
  },
  en: {
    title: 'Overview',
    about: 'The figures of a unit in a period, and the units below.',
    steps: [
      'Choose the period at the right. A reporting month runs from the 15th to the 14th.',
      '"How counted" under a figure says what it is and what it is made of.',
      'A unit’s name in the table leads to its own page.',
    ],
    notes: [
      'Hatched means not asked, which is no 0.',
      '"Copy the link" and send it: a colleague sees this very page, as far as it is theirs to see.',
    ],
  },
};

export default help;
