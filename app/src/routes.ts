// Every address of the app. The first that fits is taken, so words stand before parameters.

import type { Route } from './lib/router.svelte';

const step = (text: string | undefined): 1 | 2 | 3 => (text === '2' ? 2 : text === '3' ? 3 : 1);
/** "?ghi=1": the screen was opened on the way to recording a visit. */
const record = (url: URL): boolean => url.searchParams.has('ghi');

/** These wait for a word of somebody: nothing is offered over them. */
const filling = true;

const phone: Route[] = [
  { path: '/', load: () => import('./routes/phone/Today.svelte') },
  { path: '/ghi', load: () => import('./routes/phone/Choose.svelte') },
  { filling, path: '/ghi/:id/:step', load: () => import('./routes/phone/Visit.svelte'), props: (p) => ({ id: p.id, step: step(p.step) }) },
  { path: '/buoi', load: () => import('./routes/phone/Session.svelte') },
  { filling, path: '/buoi/ghi/:step', load: () => import('./routes/phone/SessionStep.svelte') },
  { path: '/buoi/:id', load: () => import('./routes/phone/MySession.svelte') },
  { path: '/ho', load: () => import('./routes/phone/Households.svelte') },
  { filling, path: '/ho/moi', load: () => import('./routes/phone/HouseholdNew.svelte'), props: (_, url) => ({ record: record(url) }) },
  { path: '/ho/:id', load: () => import('./routes/phone/Household.svelte') },
  { filling, path: '/ho/:id/sua', load: () => import('./routes/phone/HouseholdEdit.svelte') },
  { filling, path: '/ho/:id/mang', load: () => import('./routes/phone/SurveyPage.svelte') },
  { filling, path: '/ho/:id/nguoi', load: () => import('./routes/phone/PersonPage.svelte'), props: (p, url) => ({ id: p.id, record: record(url) }) },
  { filling, path: '/ho/:id/nguoi/:resident', load: () => import('./routes/phone/PersonPage.svelte'), props: (p, url) => ({ ...p, record: record(url) }) },
  { filling, path: '/ho/:id/trung', load: () => import('./routes/phone/MergePage.svelte') },
  { filling, path: '/ho/:id/xin-phep/:purpose', load: () => import('./routes/phone/ConsentPage.svelte') },
  { path: '/viec', load: () => import('./routes/phone/Work.svelte') },
  { path: '/viec/cho', load: () => import('./routes/phone/WaitingPage.svelte') },
  { path: '/viec/luot', load: () => import('./routes/phone/MyVisits.svelte') },
  { path: '/viec/luot/:id', load: () => import('./routes/phone/MyVisit.svelte') },
  { path: '/viec/tuan', load: () => import('./routes/phone/MyWeek.svelte') },
  { path: '/viec/may', load: () => import('./routes/phone/Me.svelte') },
  { path: '/to', load: () => import('./routes/phone/Team.svelte') },
  { path: '/to/moi', load: () => import('./routes/phone/TeamInvite.svelte') },
  { path: '/to/chua-ghe', load: () => import('./routes/phone/Unvisited.svelte') },
  { filling, path: '/to/chia', load: () => import('./routes/phone/ShareOut.svelte') },
  { filling, path: '/nhap-ma', load: () => import('./routes/phone/Code.svelte') },
  { filling, path: '/moi/:code', load: () => import('./routes/phone/Invitation.svelte') },
];

const desk: Route[] = [
  { filling, path: '/dang-nhap', load: () => import('./routes/desk/SignIn.svelte') },
  { filling, path: '/mat-khau', load: () => import('./routes/desk/SetPassword.svelte') },
  { filling, path: '/mat-khau/:code', load: () => import('./routes/desk/SetPassword.svelte') },
  { path: '/ban-lam-viec', load: () => import('./routes/desk/Home.svelte') },
  { path: '/ban-lam-viec/toi', load: () => import('./routes/desk/Account.svelte') },
  { path: '/ban-lam-viec/:unit', load: () => import('./routes/desk/Overview.svelte') },
  { path: '/ban-lam-viec/:unit/phan-tich', load: () => import('./routes/desk/Analysis.svelte') },
  { path: '/ban-lam-viec/:unit/phan-tich/:section', load: () => import('./routes/desk/Analysis.svelte') },
  { path: '/ban-lam-viec/:unit/so/:indicator', load: () => import('./routes/desk/FigurePage.svelte') },
  { path: '/ban-lam-viec/:unit/ho-dan/:household', load: () => import('./routes/desk/HouseholdPage.svelte') },
  { path: '/ban-lam-viec/:unit/to', load: () => import('./routes/desk/People.svelte') },
  { filling, path: '/ban-lam-viec/:unit/to/nhap', load: () => import('./routes/desk/Lists.svelte'), props: (p, url) => ({ ...p, kind: url.searchParams.get('loai') === 'ho' ? 'households' : 'roster' }) },
  { path: '/ban-lam-viec/:unit/tai-khoan', load: () => import('./routes/desk/Accounts.svelte') },
  { path: '/ban-lam-viec/:unit/chi-tieu', load: () => import('./routes/desk/Catalogue.svelte') },
  { path: '/ban-lam-viec/:unit/so-gui', load: () => import('./routes/desk/Sent.svelte') },
  { filling, path: '/ban-lam-viec/:unit/so-gui/:indicator', load: () => import('./routes/desk/SentTable.svelte') },
  { path: '/ban-lam-viec/:unit/in', load: () => import('./routes/desk/Hall.svelte') },
  { path: '/ban-lam-viec/:unit/can-xem', load: () => import('./routes/desk/Attention.svelte') },
];

export const routes: Route[] = [...phone, ...desk];
