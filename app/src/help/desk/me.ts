import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tôi',
    about: 'Việc được giao, mật khẩu, nơi đang đăng nhập, tiếng và nền.',
    steps: [
      'Xem việc được giao và từ ngày nào.',
      'Thấy nơi đăng nhập lạ thì ngừng ngay, rồi đổi mật khẩu.',
      'Chọn tiếng Việt hoặc tiếng Anh, nền sáng hoặc tối.',
    ],
  },
  en: {
    title: 'Me',
    about: 'Your duties, password, sessions, language.',
    steps: [
      'See your duties and since when you have them.',
      'Stop a session that you do not know, then change the password.',
      'Choose Vietnamese or English, a light or dark page.',
    ],
  },
};

export default help;
