// Dữ liệu cần giữ kín của một ấp, xem ở bàn làm việc.
const restricted = {
  title: 'Dữ liệu cần giữ kín',
  text: 'Hộ nghèo, dân tộc, số điện thoại của bà con: chỉ giữ khi hộ đồng ý, hoặc khi xã có căn cứ. Mỗi lần xem được ghi vào nhật ký.',
  show: 'Xem danh sách',
  hide: 'Đóng danh sách',
  none: 'Chưa hộ nào được hỏi, và chưa giữ gì.',
  household: 'Hộ',
  asked: 'Đã hỏi',
  kept: 'Đang giữ',
  basis: 'Căn cứ',
  nothing: 'không giữ gì',
  notAsked: 'chưa hỏi',
  purposes: { poverty: 'hộ nghèo', ethnicity: 'dân tộc', phone: 'điện thoại' } as Record<string, string>,
  answers: { given: (what: string, day: string) => `${what}: đồng ý ${day}`, refused: (what: string, day: string) => `${what}: không đồng ý ${day}`, withdrawn: (what: string, day: string) => `${what}: đã rút lại ${day}` } as Record<string, (what: string, day: string) => string>,
  poverty: { poor: 'Hộ nghèo', near_poor: 'Hộ cận nghèo', none: 'Không thuộc diện nghèo' } as Record<string, string>,
  of: (person: string, value: string) => `${person}: ${value}`,
  bases: { household: 'Hộ đồng ý', consent: 'Danh sách, hộ đồng ý', law: 'Danh sách, theo quy định' } as Record<string, string>,
};

export default restricted;
