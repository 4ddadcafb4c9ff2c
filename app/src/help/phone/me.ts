import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tôi và máy này',
    about: 'Tên, tổ, máy đang dùng, mã PIN, tiếng và cỡ nền.',
    steps: [
      'Đổi mã PIN khi có người khác biết.',
      'Mất máy thì báo tổ trưởng để khóa máy ấy.',
      'Chọn tiếng, nền sáng hay tối.',
    ],
  },
  en: {
    title: 'Me and this phone',
    about: 'Your name, team, phones, PIN, language.',
    steps: [
      'Change the PIN when somebody else knows it.',
      'Lost a phone? Tell your leader, who can lock it.',
      'Choose the language and a light or dark page.',
    ],
  },
};

export default help;
