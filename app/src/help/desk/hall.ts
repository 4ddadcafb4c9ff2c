import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tờ dán nhà văn hóa',
    about: 'Một tờ A4 cho bà con xem tổ đã làm gì, gặp ai khi cần.',
    steps: [
      'Chọn tháng hoặc quý.',
      'Xem lại tờ giấy bên dưới.',
      'Bấm "In tờ này". Máy in chọn khổ A4.',
    ],
    notes: [
      'Không có tên người dân. Số điện thoại tổ trưởng chỉ in khi anh chị đánh dấu.',
    ],
  },
  en: {
    title: 'Sheet for the village hall',
    about: 'One A4 page that tells people what the team has done and whom to ask.',
    steps: [
      'Choose a month or a quarter.',
      'Look at the sheet below.',
      '"Print this sheet", on A4.',
    ],
    notes: [
      'No resident is named. The leader’s number is printed only when you tick it.',
    ],
  },
};

export default help;
