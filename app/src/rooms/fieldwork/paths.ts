// Where the phone's screens are.

export const to = {
  today: '/',
  choose: '/ghi',
  visit: (household: string, step: 1 | 2 | 3 = 1) => `/ghi/${household}/${step}`,
  households: '/ho',
  filtered: (filter: string) => `/ho?loc=${filter}`,
  household: (id: string) => `/ho/${id}`,
  newHousehold: '/ho/moi',
  editHousehold: (id: string) => `/ho/${id}/sua`,
  survey: (id: string) => `/ho/${id}/mang`,
  newPerson: (id: string) => `/ho/${id}/nguoi`,
  person: (id: string, resident: string) => `/ho/${id}/nguoi/${resident}`,
  work: '/viec',
  waiting: '/viec/cho',
  myVisits: '/viec/luot',
  myVisit: (id: string) => `/viec/luot/${id}`,
  me: '/viec/may',
  team: '/to',
  invite: '/to/moi',
  code: '/nhap-ma',
  invitation: (code: string) => `/moi/${encodeURIComponent(code)}`,
} as const;
