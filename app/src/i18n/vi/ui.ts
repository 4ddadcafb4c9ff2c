// Khung của điện thoại: thanh dưới, dòng gửi nhận, chữ chung.
const ui = {
  product: 'Gần Dân',
  nav: { label: 'Chính', today: 'Hôm nay', households: 'Hộ dân', work: 'Việc của tôi', team: 'Tổ' },
  help: { open: 'Hướng dẫn trang này', failed: 'Chưa mở được hướng dẫn. Bấm lại.' },
  dots: {
    returned: (n: number) => `${n} mục bị trả lại`,
    attention: (n: number) => `${n} mục tổ cần xem`,
  },
  back: 'Quay lại',
  backTo: (where: string) => `Về ${where}`,
  close: 'Đóng',
  cancel: 'Thôi',
  next: 'Tiếp',
  save: 'Lưu',
  edit: 'Sửa',
  again: 'Thử lại',
  loading: 'Đang mở…',
  sync: {
    allSent: (time: string) => `Đã gửi đủ, ${time}`,
    waiting: (n: number) => `${n} mục chờ gửi`,
    refused: (n: number) => `${n} mục bị trả lại`,
    offline: 'Không có mạng',
    sending: 'Đang gửi và nhận',
    unreached: 'Chưa tới được xã',
    nothing: 'Chưa gửi lần nào',
  },
  how: 'Cách đếm',
  off: {
    title: 'Đang không có mạng',
    text: 'Cứ ghi như thường. Máy giữ đủ, có mạng sẽ gửi.',
  },
  broken: { title: 'Trang này bị trục trặc', text: 'Những gì đã ghi vẫn còn đủ trên máy. Mở lại là dùng tiếp được.', again: 'Mở lại', home: 'Về Hôm nay' },
  failed: { title: 'Chưa tải được trang này', text: 'Những gì đã ghi vẫn còn đủ.' },
  opening: 'Đang mở sổ của ấp',
  notYetOffline: 'Sổ chưa tải về hết. Có mạng là tải tiếp từ chỗ dừng.',
  update: { text: 'Gần Dân có bản mới. Bấm là mở lại bằng bản mới, mục đã ghi không mất.', use: 'Dùng bản mới' },
  missing: { title: 'Không thấy trang này', text: 'Đường dẫn có thể đã cũ.', home: 'Về Hôm nay' },
  people: {
    // Xưng hô theo giới và tuổi; không rõ thì để tên trơn.
    elderMan: 'ông', elderWoman: 'bà', man: 'anh', woman: 'chị', child: 'em', someone: 'anh chị',
    // Đứng một mình trong câu: "bà ở bậc nào?"
    alone: { elderMan: 'ông', elderWoman: 'bà', man: 'anh', woman: 'chị', child: 'em' },
    householdOf: (who: string) => `Hộ ${who}`,
    age: (n: number) => `${n} tuổi`,
    born: (year: number) => `sinh ${year}`,
  },
  days: {
    today: 'hôm nay',
    yesterday: 'hôm qua',
    tomorrow: 'mai',
    ago: (n: number) => `${n} ngày trước`,
    week: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
    onWeekday: (weekday: string, day: string) => `${weekday}, ${day}`,
    weekdayDay: (weekday: string, day: string) => `${weekday} ${day}`,
  },
  spans: {
    now: 'mới đây',
    minutes: (n: number) => `${n} phút`,
    hours: (n: number) => `${n} giờ`,
    days: (n: number) => `${n} ngày`,
  },
};

export default ui;
