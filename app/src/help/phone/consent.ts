import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Xin phép trước khi ghi',
    about: 'Hộ nghèo, dân tộc, số điện thoại chỉ ghi khi bà con đồng ý.',
    steps: [
      'Đọc nguyên câu trên màn hình cho bà con nghe.',
      'Chọn ai trả lời và bằng cách nào: tự bấm, ký giấy, hay nhắn tin.',
      'Đồng ý thì ghi tiếp; không đồng ý thì thôi, không hỏi đi hỏi lại.',
      'Bà con đổi ý lúc nào cũng được: bấm Bà con rút lại sự đồng ý, điều đã ghi được xóa.',
    ],
  },
  en: {
    title: 'Ask before writing down',
    about: 'Poverty, ethnicity and phone numbers are written down only when people agree.',
    steps: [
      'Read the text on the screen to them as it stands.',
      'Choose who answers and how: a tap, a paper, a message.',
      'If they agree, go on; if not, leave it and do not ask again and again.',
      'They may change their mind at any time: what was written is erased.',
    ],
  },
};

export default help;
