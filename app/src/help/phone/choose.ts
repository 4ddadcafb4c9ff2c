import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Chọn hộ để ghi',
    about: 'Chọn hộ anh chị vừa đến.',
    steps: [
      'Hộ gợi ý đứng trước: bấm vào là ghi.',
      'Không thấy thì gõ tên, không dấu cũng được.',
      'Hộ chưa có trong sổ thì bấm "Hộ mới".',
    ],
  },
  en: {
    title: 'Choose a household',
    about: 'Choose the household that you have visited.',
    steps: [
      'Suggested ones come first: tap to record.',
      'Otherwise type a name; marks are not needed.',
      'A household that is not in the book yet: "New household".',
    ],
  },
};

export default help;
