import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Thông tin của hộ',
    about: 'Chỉ ghi điều cần để tìm lại hộ: tên gọi và xóm.',
    steps: [
      'Ghi tên hộ như bà con vẫn gọi.',
      'Chọn xóm, hoặc ghi xóm mới.',
      'Lưu, rồi thêm người trong hộ.',
    ],
    notes: [
      'Không ghi số căn cước, số tài khoản.',
    ],
  },
  en: {
    title: 'About the household',
    about: 'Only what is needed to find it again: its name and cluster.',
    steps: [
      'Write the name by which people call it.',
      'Choose its cluster, or write a new one.',
      'Save, then add the people.',
    ],
    notes: [
      'Never write down ID or account numbers.',
    ],
  },
};

export default help;
