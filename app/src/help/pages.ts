// Which help belongs to which screen of the phone, by the pattern of its address.

const PAGES: Record<string, string> = {
  '/': 'today',
  '/ghi': 'choose',
  '/ghi/:id/:step': 'visit',
  '/buoi': 'sessions',
  '/buoi/ghi/:step': 'sessions',
  '/buoi/:id': 'sessions',
  '/ho': 'households',
  '/ho/moi': 'newhousehold',
  '/ho/:id': 'household',
  '/ho/:id/sua': 'newhousehold',
  '/ho/:id/mang': 'survey',
  '/ho/:id/nguoi': 'person',
  '/ho/:id/nguoi/:resident': 'person',
  '/ho/:id/trung': 'merge',
  '/ho/:id/xin-phep/:purpose': 'consent',
  '/viec': 'work',
  '/viec/cho': 'waiting',
  '/viec/luot': 'visits',
  '/viec/luot/:id': 'visits',
  '/viec/tuan': 'week',
  '/viec/may': 'me',
  '/to': 'team',
  '/to/moi': 'invite',
  '/to/chua-ghe': 'unvisited',
  '/to/chia': 'shareout',
};

export const pageOf = (path: string): string | null => PAGES[path] ?? null;
