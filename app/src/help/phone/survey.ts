import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Máy và mạng',
    about: 'Hộ có điện thoại thông minh, máy tính, đường mạng, sóng hay không.',
    steps: [
      'Hỏi người trong hộ, chọn từng dòng.',
      'Chưa hỏi thì để "Chưa hỏi", không chọn "không".',
      'Lưu.',
    ],
  },
  en: {
    title: 'Devices and network',
    about: 'Whether the household has a smartphone, a computer, a line, a signal.',
    steps: [
      'Ask somebody there and choose line by line.',
      'What was not asked stays "not asked"; it is no "no".',
      'Save.',
    ],
  },
};

export default help;
