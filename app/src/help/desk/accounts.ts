import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tài khoản',
    about: 'Ai đăng nhập bàn làm việc của đơn vị này.',
    steps: [
      'Bấm "Mời người mới", chọn việc được giao.',
      'Cơ quan giữ số liệu: chọn những số họ gửi.',
      'Đưa đường dẫn cho họ; họ tự đặt mật khẩu.',
      'Nghỉ việc thì bấm "Cho thôi".',
    ],
    notes: [
      'Không ai cần biết mật khẩu của người khác.',
    ],
  },
  en: {
    title: 'Accounts',
    about: 'Who signs in to the desk of this unit.',
    steps: [
      '"Invite somebody", then choose what they do.',
      'For a data owner, choose the figures that they send.',
      'Hand them the link; they set their own password.',
      'When somebody leaves, end their role.',
    ],
    notes: [
      'Nobody needs to know another’s password.',
    ],
  },
};

export default help;
