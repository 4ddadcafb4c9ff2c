import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Một người',
    about: 'Tên, năm sinh, nam hay nữ, quan hệ với chủ hộ.',
    steps: [
      'Ghi tên như trong sổ hộ.',
      'Năm sinh không rõ thì để trống.',
      'Lưu. Muốn bỏ thì bấm "Thôi".',
    ],
  },
  en: {
    title: 'A person',
    about: 'Name, year of birth, sex, relation to the head.',
    steps: [
      'Write the name as in the household’s book.',
      'Leave the year empty if it is not known.',
      'Save, or leave it with "Cancel".',
    ],
  },
};

export default help;
