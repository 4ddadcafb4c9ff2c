// Addresses of the desk, in Vietnamese like everything that a person reads.

export type DeskPage = 'overview' | 'analysis' | 'people' | 'attention' | 'accounts' | 'catalogue' | 'sent' | 'hall' | 'me';

export const desk = {
  signIn: '/dang-nhap',
  home: '/ban-lam-viec',
  me: '/ban-lam-viec/toi',
  overview: (unit: string, period?: string | null) =>
    `/ban-lam-viec/${unit}${period ? `?ky=${encodeURIComponent(period)}` : ''}`,
  analysis: (unit: string) => `/ban-lam-viec/${unit}/phan-tich`,
  people: (unit: string) => `/ban-lam-viec/${unit}/to`,
  lists: (unit: string, kind: 'roster' | 'households' = 'roster') => `/ban-lam-viec/${unit}/to/nhap${kind === 'households' ? '?loai=ho' : ''}`,
  accounts: (unit: string) => `/ban-lam-viec/${unit}/tai-khoan`,
  catalogue: (unit: string) => `/ban-lam-viec/${unit}/chi-tieu`,
  sent: (unit: string) => `/ban-lam-viec/${unit}/so-gui`,
  sentTable: (unit: string, indicator: string, period?: string | null) =>
    `/ban-lam-viec/${unit}/so-gui/${indicator}${period ? `?ky=${encodeURIComponent(period)}` : ''}`,
  hall: (unit: string, period?: string | null) => `/ban-lam-viec/${unit}/in${period ? `?ky=${encodeURIComponent(period)}` : ''}`,
  setPassword: (code = '') => (code ? `/mat-khau/${code}` : '/mat-khau'),
  attention: (unit: string) => `/ban-lam-viec/${unit}/can-xem`,
};
