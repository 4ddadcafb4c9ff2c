// Tổ chức cần kiện toàn: từng loại, và theo lệ của nơi nào.
const checks = {
  title: 'Cần kiện toàn',
  looked: (hamlets: string, teams: string) => `Đã xem ${hamlets} ấp và ${teams} tổ.`,
  good: 'Ấp nào cũng có tổ, tổ nào cũng đủ người, không quyết định nào hết hạn.',
  more: (n: string) => `và ${n} nơi nữa`,
  total: (n: string) => `${n} việc cần xem`,
  below: 'Cần kiện toàn theo đơn vị',
  place: 'Đơn vị',
  findings: 'Số việc',
  failed: 'Chưa xem được phần này.',
  rule: (name: string) => `Theo: ${name}.`,
  code: {
    hamlet_without_team: 'Ấp chưa có tổ',
    team_without_leader: 'Tổ chưa có tổ trưởng',
    team_without_deputy: 'Tổ chưa có tổ phó',
    two_leaders: 'Tổ có hơn một tổ trưởng',
    team_too_small: 'Tổ ít người hơn quy định',
    team_too_large: 'Tổ đông người hơn quy định',
    post_missing: 'Tổ thiếu người giữ chức cần có',
    led_by_other_post: 'Tổ trưởng không phải người giữ chức quy định',
    decision_missing: 'Tổ chưa ghi quyết định thành lập',
    term_over: 'Quyết định, nhiệm kỳ đã hết hạn',
    term_ending: 'Hết hạn trong 60 ngày',
    phone_shared: 'Một số điện thoại ghi cho nhiều người',
    published_differs: 'Số công bố khác số đếm được',
  },
  detail: {
    count: (count: string) => `${count} người`,
    least: (count: string, least: string) => `${count} người, cần ít nhất ${least}`,
    most: (count: string, most: string) => `${count} người, nhiều nhất ${most}`,
    missing: (post: string) => `chưa có ${post}`,
    leads: (post: string) => `${post} làm tổ trưởng`,
    term: (day: string) => `đến ${day}`,
    shared: (count: string, whom: string) => `${count} người một số${whom ? `: ${whom}` : ''}`,
    published: (name: string, counted: string, stated: string, more: string, day: string, source: string) =>
      `${name}: đếm được ${counted}, công bố ${stated} (${day}), lệch ${more}. Nguồn: ${source}`,
  },
};

export default checks;
