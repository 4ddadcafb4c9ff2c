// What stands in the books before a test begins: a few households, who lives there, and what they could do last time.

import { id, day } from './ids.mjs';
import { PhoneClient } from './phone-client.mjs';

export const PASSWORD = 'mùa lúa mới 2026';
/** Who signs in at the desk, by the number in teams.csv. */
export const DESK = { province: '0912 000 095', district: '0912 000 961', commune: '0912 031 930', leader: '0913 100 001', leader17: '0913 170 001' };

const GIONG_TRA = [
  ['Bà Thạch Thị Sa Rươl', 'Xóm chùa', [['Thạch Thị Sa Rươl', 1953, 'f', 'chủ hộ'], ['Thạch Minh Khôi', 2001, 'm', 'cháu']]],
  ['Ông Nguyễn Văn Ẩn', 'Xóm chùa', [['Nguyễn Văn Ẩn', 1960, 'm', 'chủ hộ'], ['Lê Thị Ửng', 1963, 'f', 'vợ']]],
  ['Chị Trần Thị Mỹ Ẩm', 'Xóm đập', [['Trần Thị Mỹ Ẩm', 1984, 'f', 'chủ hộ']]],
  ['Anh Danh Hoàng Đễ', 'Xóm đập', [['Danh Hoàng Đễ', 1979, 'm', 'chủ hộ'], ['Kim Thị Sô Phol', 1981, 'f', 'vợ'], ['Danh Gia Bảo', 2012, 'm', 'con']]],
  ['Bà Lâm Thị Ngỡ', 'Xóm đập', [['Lâm Thị Ngỡ', 1949, 'f', 'chủ hộ']]],
  ['Ông Sơn Quỳnh', '', [['Sơn Quỳnh', 1957, 'm', 'chủ hộ'], ['Sơn Thị Ánh Nguyệt', 1990, 'f', 'con']]],
];
const AP_17 = [['Ông Huỳnh Văn Đẩu', '', [['Huỳnh Văn Đẩu', 1955, 'm', 'chủ hộ']]], ['Chị Phan Thị Rẫy', '', [['Phan Thị Rẫy', 1988, 'f', 'chủ hộ']]]];

/** Fills the books and gives the desk's people their passwords. Returns who lives where, and the leader's own phone. */
export async function seed(world) {
  const homes = {};
  const giongTra = await world.hamlet('Ấp Giồng Tra');
  const ap17 = await world.hamlet('Ấp 17');
  const enter = async (unit, name) => PhoneClient.join(world, (await world.invite(unit, name)).code);
  const deputy = await enter(giongTra, 'Sơn Thị Mỹ Duyên');
  const deputy17 = await enter(ap17, 'Huỳnh Thị Diễm');
  await deputy.sync(GIONG_TRA.map((home) => household(deputy, giongTra, home, homes)));
  await deputy17.sync(AP_17.map((home) => household(deputy17, ap17, home, homes)));
  await deputy.sync([
    visit(deputy, homes['Bà Thạch Thị Sa Rươl'], -12, { 'Thạch Thị Sa Rươl': { vneid: 3 } }, { step: 'return', day: day(-2), note: 'Mang theo kính' }),
    visit(deputy, homes['Ông Nguyễn Văn Ẩn'], -30, { 'Nguyễn Văn Ẩn': { vneid: 6, payment: 4 } }, { step: 'done' }),
    deputy.op('household.edit', { household: homes['Ông Nguyễn Văn Ẩn'].household, saw: 0, fields: { smartphones: 2, computers: 0, line: 'fixed', signal: 'weak', surveyed_on: day(-30) } }),
  ]);
  const people = [['95@2024', 'Nguyễn Thị Ngọc Ẩn'], ['961@2024', 'Trần Quốc Việt'], ['31930@2024', 'Lê Hữu Phước']];
  for (const [code, name] of people) await (await enter(await world.unit(code), name)).setPassword(PASSWORD);
  const leader = await enter(giongTra, 'Thạch Ngọc Hùng');
  await leader.setPassword(PASSWORD);
  await (await enter(ap17, 'Lâm Văn Khởi')).setPassword(PASSWORD);
  return { homes, leader: leader.me };
}

function household(phone, hamlet, [name, cluster, people], homes) {
  const home = { household: id(), people: {} };
  homes[name] = home;
  const residents = people.map(([who, birth_year, sex, relation], i) => {
    home.people[who] = id();
    return { resident: home.people[who], name: who, birth_year, sex, relation, head: i === 0 ? 1 : 0 };
  });
  return phone.op('household.create', { household: home.household, hamlet: hamlet.id, name, cluster, residents, made_on: day(-40) });
}

/** A visit some days ago; `met`: what each person practised and how far they got. */
export function visit(phone, home, ago, met, next) {
  const people = Object.keys(met).map((name) => home.people[name]);
  const practised = Object.entries(met).flatMap(([name, skills]) => Object.entries(skills).map(([skill, level]) => ({ resident: home.people[name], skill, level })));
  return phone.op('visit.record', { visit: id(), household: home.household, day: day(ago), chosen: 1, at: Date.now(), people, practised, ...(next ? { next } : {}) });
}
