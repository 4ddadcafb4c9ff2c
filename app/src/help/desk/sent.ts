import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Số nơi khác gửi',
    about: 'Số của công an, trung tâm phục vụ hành chính công, thống kê… đứng riêng, có tên người gửi.',
    steps: [
      'Chọn một số, bấm "Mở bảng" để xem từng đơn vị và từng kỳ.',
      'Nếu là số của anh chị: bấm "Nhập hoặc sửa số", ghi số văn bản.',
      'Chép cả cột trong Excel rồi dán vào ô đầu cũng được.',
      'Sửa số đã gửi: gõ số mới rồi gửi. Số cũ vẫn xem được.',
    ],
    notes: [
      'Ô trống là chưa có số. Chỉ cộng khi mọi đơn vị đã gửi.',
      'Mất mạng giữa chừng: số đã gõ còn trên máy này.',
    ],
  },
  en: {
    title: 'Figures sent in',
    about: 'Figures of the police, the public service centre, statistics and others stand apart, with the sender’s name.',
    steps: [
      'Choose a figure and open its table to see each unit and period.',
      'If it is yours: "Enter or correct", with the number of the document.',
      'You can paste a whole column from Excel into the first cell.',
      'To correct a figure, type the new one and send it. The earlier one can still be seen.',
    ],
    notes: [
      'An empty cell is no figure yet. Sums stand only where every unit has sent.',
      'If the network goes, what you typed stays on this computer.',
    ],
  },
};

export default help;
