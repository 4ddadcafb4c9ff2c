import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Ghi một lượt thăm',
    about: 'Ba bước: gặp ai, tập gì, hẹn gì. Mỗi bước một màn hình.',
    steps: [
      'Chọn những người đã gặp. Không gặp ai cũng ghi được.',
      'Chọn việc đã tập, rồi bậc mà người ấy đứng sau buổi tập.',
      'Chọn hẹn lại hoặc xong, rồi bấm Lưu.',
    ],
    notes: [
      'Ghi nhầm thì sửa được trong "Việc của tôi".',
      'Không chụp căn cước, không ghi mật khẩu hay mã OTP.',
    ],
  },
  en: {
    title: 'Recording a visit',
    about: 'Three steps: whom you met, what was practised, what comes next.',
    steps: [
      'Choose whom you met. You can also record that nobody was home.',
      'Choose what was practised, and the rung where the person stands now.',
      'Choose to come back or done, then save.',
    ],
    notes: [
      'A mistake can be corrected under "My work".',
      'Never photograph an ID card, never write down a password or code.',
    ],
  },
};

export default help;
