// Chỗ chứa trên máy: đầy, gần đầy, và chữ chưa lưu được.
const keep = {
  unsaved: {
    title: 'Máy hết chỗ, chưa lưu được',
    text: 'Chữ anh chị ghi vẫn còn nguyên trên màn hình. Đừng đóng Gần Dân, chọn một cách dưới đây.',
    direct: 'Gửi thẳng về xã',
    directText: 'Niêm kín rồi gửi ngay, không cần chỗ chứa trên máy.',
    directOff: 'Gửi thẳng cần có mạng. Ra chỗ có sóng rồi bấm.',
    clean: 'Dọn dữ liệu cũ rồi lưu',
    cleanText: 'Bỏ các lượt thăm cũ hơn 3 tháng khỏi máy. Xã vẫn giữ đủ, số của tổ không đổi.',
    again: 'Thử lưu lại',
    copy: 'Chép thành chữ',
    copied: 'Đã chép. Dán vào ghi chú hay tin nhắn để giữ.',
    notCopied: 'Máy chưa cho chép. Giữ tay trên phần chữ ở trên để chọn và chép.',
    back: 'Về trang đang ghi',
    failed: { again: 'Vẫn chưa đủ chỗ. Xóa bớt ảnh, phim trên máy, hoặc chọn cách khác.', direct: 'Chưa tới được xã. Chữ vẫn còn đây, thử lại hoặc chọn cách khác.', drop: '' } as Record<string, string>,
    busy: 'Đang làm…',
    text2: 'Chữ sẽ lưu',
  },
  straight: 'Đã gửi thẳng về xã. Xã giữ rồi.',
  draft: {
    title: 'Bản ghi dở chưa giữ được, máy hết chỗ',
    text: 'Chữ đang gõ chỉ còn trên màn hình này. Đừng đóng Gần Dân. Ghi nốt rồi bấm lưu: máy sẽ chỉ cách gửi thẳng hoặc chép ra.',
  },
  low: {
    title: (left: string) => `Máy chỉ còn ${left} cho Gần Dân`,
    text: 'Dọn bớt trước khi ghi, kẻo gõ xong không lưu được.',
    go: 'Xem chỗ chứa',
  },
  space: {
    title: 'Chỗ chứa trên máy',
    used: (used: string, left: string) => `Gần Dân dùng ${used}, còn ${left}.`,
    unknown: 'Máy không cho biết còn bao nhiêu chỗ.',
    kept: 'Máy hứa không tự dọn sổ này.',
    may: 'Khi đầy, máy có thể tự dọn mất sổ. Đưa Gần Dân ra màn hình chính để chắc hơn.',
    rule: 'Lượt thăm quá 18 tháng tự rời khỏi máy. Xã vẫn giữ và vẫn đếm.',
    clean: 'Bỏ lượt thăm cũ hơn 3 tháng khỏi máy',
    cleaned: (n: number) => (n ? `Đã bỏ ${n} lượt cũ khỏi máy. Số của tổ không đổi.` : 'Không có lượt nào cũ hơn 3 tháng trên máy.'),
    notCleaned: 'Chưa dọn được. Xóa bớt ảnh, phim trên máy rồi thử lại.',
  },
};

export default keep;
