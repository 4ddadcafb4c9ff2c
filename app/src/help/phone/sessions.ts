import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Buổi khác',
    about: 'Họp dân, điểm hỗ trợ, ca trực, phát loa, nhắn Zalo: ghi như ghi một lượt thăm.',
    steps: [
      'Chọn loại buổi, rồi trả lời từng câu: ngày nào, ở đâu, cùng ai, mấy người đến.',
      'Người đến và lượt hướng dẫn ghi riêng. Chưa đếm thì để trống, không ghi 0.',
      'Chọn bà con đã tập và bậc của họ; nhiều người cùng bậc thì chọn một lần.',
      'Lưu trên máy, có mạng tự gửi. Ghi nhầm thì mở buổi đó, bấm Sửa hoặc Bỏ.',
    ],
  },
  en: {
    title: 'Other sessions',
    about: 'Meetings, help points, duty shifts, the loudspeaker, Zalo: recorded like a visit.',
    steps: [
      'Choose the kind, then answer one question at a time: when, where, with whom, how many came.',
      'People who came and times of helping are apart. Leave blank what nobody counted; do not write 0.',
      'Choose who practised and their rung; several people on one rung are chosen at once.',
      'It is saved on the phone and sent by itself. Open it again to correct it or take it back.',
    ],
  },
};

export default help;
