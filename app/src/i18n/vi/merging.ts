// Tổ trưởng gộp hai lần ghi của cùng một hộ, trên điện thoại.
const merging = {
  title: 'Trùng với hộ nào?',
  likely: 'Có thể là',
  none: 'Không thấy hộ nào giống. Gõ tên để tìm.',
  compare: 'Xem lại hai hộ',
  goes: 'Hộ này sẽ nhập vào hộ dưới',
  stays: 'Hộ được giữ',
  people: 'Ai là ai',
  same: (one: string) => `${one}: cùng một người`,
  comes: (one: string) => `${one}: thêm vào hộ được giữ`,
  both: 'Lượt thăm của cả hai vẫn giữ, tính theo hộ được giữ. Gộp nhầm thì cán bộ xã hoàn tác được.',
  other: 'Chọn hộ khác',
  yes: 'Gộp làm một hộ',
  saved: 'Đã lưu trên máy. Có mạng sẽ tự gửi.',
};

export default merging;
