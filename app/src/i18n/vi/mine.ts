// Phần việc của tôi so với cả tổ, và tóm tắt tuần để gửi nhóm.
const nobody = (n: number) => (n ? ` Ghé ${n} lần không gặp được ai.` : '');
const mine = {
  section: 'Tôi và cả tổ',
  week: 'Tuần này',
  last: 'Tuần trước',
  month: 'Kỳ này',
  span: (from: string, to: string) => `${from} đến ${to}`,
  me: 'Tôi',
  team: 'Cả tổ',
  done: (homes: string, visits: string) => `${homes} hộ, ${visits} lượt`,
  unsent: (n: number) => `+ ${n} lượt chưa gửi`,
  none: 'Chưa có số của tuần này. Gửi và nhận một lần là có.',
  more: 'Tóm tắt tuần để gửi nhóm',
  moreSub: 'Vài dòng chữ, không có tên bà con',
  how: {
    title: 'Cách đếm phần của tôi và của cả tổ',
    of: 'phần của tôi và của cả tổ',
    homes: 'Số hộ: số hộ khác nhau có ít nhất một lượt gặp được người. Hai người cùng thăm một hộ thì mỗi người được tính hộ đó, cả tổ chỉ tính một. Vì vậy cộng từng người có thể nhiều hơn số của tổ.',
    visits: 'Số lượt: số lần ghé gặp được người. Mỗi lượt là của người ghi.',
    week: 'Tuần tính từ thứ Hai đến Chủ Nhật. Kỳ tính từ ngày 15 đến ngày 14 tháng sau.',
    server: (when: string) => `Số do xã đếm, lúc ${when}. Máy này không tự cộng.`,
    unsent: 'Lượt chưa gửi còn trên máy này, nên chưa có trong số.',
  },
  page: {
    title: 'Tóm tắt tuần',
    which: 'Tuần nào?',
    preview: 'Chữ sẽ gửi',
    share: 'Gửi vào nhóm (Zalo, tin nhắn…)',
    copy: 'Chép thành chữ',
    copied: 'Đã chép. Mở nhóm rồi dán vào.',
    notCopied: 'Máy chưa cho chép. Giữ tay trên phần chữ ở trên để chọn và chép.',
    safe: 'Chỉ có số đếm và tên của anh chị, không có tên bà con nào.',
  },
  summary: {
    head: (team: string, from: string, to: string) => `${team}, tuần ${from} đến ${to}`,
    team: (homes: number, visits: number, none: number) => `Cả tổ: gặp được ${homes} hộ, ${visits} lượt.${nobody(none)}`,
    mine: (who: string, homes: number, visits: number, none: number) => `${who}: gặp được ${homes} hộ, ${visits} lượt.${nobody(none)}`,
    unsent: (n: number) => `Còn ${n} lượt trên máy chưa gửi, chưa tính ở trên.`,
    asOf: (when: string) => `Số xã đếm lúc ${when}.`,
  },
};

export default mine;
