import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Mục chờ gửi',
    about: 'Những mục máy còn giữ, chưa tới xã.',
    steps: [
      'Có mạng thì bấm gửi, hoặc để máy tự gửi.',
      'Máy hỏng mạng lâu thì đưa tệp đã khóa cho tổ trưởng.',
    ],
    notes: [
      'Chưa gửi không phải là mất.',
    ],
  },
  en: {
    title: 'Waiting to be sent',
    about: 'What the phone still holds.',
    steps: [
      'With a network press send, or leave it to the phone.',
      'If the network stays away, hand the sealed file to your leader.',
    ],
    notes: [
      'Not sent does not mean lost.',
    ],
  },
};

export default help;
