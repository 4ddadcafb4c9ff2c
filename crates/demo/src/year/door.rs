use base::{Day, Instant, Uuid};

use super::rhythm::{DAYS, reached_by, weekly};
use super::{Exchange, Turn, Year};
use crate::Dice;
use crate::operation::{Body, Operation, Visit};

const NOTES: &[&str] = &[
    "Máy yếu, đợi con về cài giúp.",
    "Nhà đi đồng, hẹn buổi tối.",
    "Mắt kém, cần chữ lớn.",
    "Hay quên mật khẩu, nhớ nhắc ghi sổ.",
    "Sóng yếu, phải ra đầu lộ mới cài được.",
    "Bà con muốn học trả tiền điện.",
];

impl Year<'_> {
    /// All that a member did since the last exchange, and the exchange itself.
    pub(super) fn work(&mut self, member: usize, minute: i64) {
        let day = self.day;
        let mut dice = self.dice("work", member, day);
        let Some(phone) = self.phones.get_mut(member) else { return };
        let (from, from_minute) = std::mem::replace(&mut phone.worked_to, (day, minute));
        let mut operations = std::mem::replace(&mut phone.outbox, std::mem::take(&mut phone.later));
        for today in from..=day {
            let low = if today == from { from_minute } else { 6 * 60 + 30 };
            let high = if today == day { minute - 1 } else { 19 * 60 };
            if low < high {
                self.day_of(member, today, (low, high), &mut operations, &mut dice);
            }
        }
        let at = self.moment(day, minute, &mut dice);
        self.changes(member, at, &mut operations, &mut dice);
        operations.sort_by_key(|operation| operation.stamp);
        let Some(phone) = self.phones.get(member) else { return };
        let held = if day > DAYS - 8 && dice.chance(0.012) { dice.between(2, 14) as usize } else { 0 };
        self.turns.push_back(Turn::Sync(Exchange {
            member,
            at,
            phone_clock: phone.clock(at),
            operations,
            repeated: dice.chance(0.03),
            held,
        }));
    }

    /// A day's entries in the book and visits, between two minutes of the day.
    fn day_of(&mut self, member: usize, day: i64, (low, high): (i64, i64), into: &mut Vec<Operation>, dice: &mut Dice) {
        let entries: Vec<u32> = self.round(member, |home| !home.entered && i64::from(home.enters) <= day);
        for home in entries {
            let at = self.moment(day, dice.between(low, high), dice);
            into.extend(self.enter(member, home, at));
        }
        let Some(phone) = self.phones.get(member) else { return };
        let share = (high - low) as f64 / (12.5 * 60.0);
        let visits = dice.times(weekly(self.first, day) * phone.rhythm.pace / 7.0 * share.min(1.0));
        let mut minutes: Vec<i64> = (0..visits).map(|_| dice.between(low, high)).collect();
        minutes.sort_unstable();
        for minute in minutes {
            let Some(home) = self.next_door(member, day, dice) else { break };
            let at = self.moment(day, minute, dice);
            self.visit(member, home, at, into, dice);
        }
        self.gather(member, day, (low, high), into);
    }

    /// Whom to visit: an appointment, someone never asked, or whoever was not seen for long.
    fn next_door(&self, member: usize, day: i64, dice: &mut Dice) -> Option<u32> {
        let hamlet = self.places.get(member)?.hamlet;
        let turn = (self.commune_of(hamlet)?.asked * 1.03) * reached_by(day);
        let ready = |met: i16| i64::from(met) < day - 4;
        let mut doors: [Vec<u32>; 3] = Default::default();
        for home in self.round(member, |home| home.entered && !home.gone) {
            let Some(it) = self.world.homes.get(home as usize) else { continue };
            if it.due >= 0 && i64::from(it.due) <= day {
                doors[0].push(home);
            } else if !it.asked && f64::from(it.turn) < turn {
                doors[1].push(home);
            } else if it.asked && ready(it.met) {
                doors[2].push(home);
            }
        }
        let first = dice.weighted(&[30, 56, 14]);
        (0..3).find_map(|n| dice.pick(&doors[(first + n) % 3])).copied()
    }

    /// One visit, and what it changes.
    pub(super) fn visit(&mut self, member: usize, home: u32, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        let people = if dice.chance(0.082) { Vec::new() } else { self.at_home(home, at, dice) };
        let practised = self.practise(home, &people, at, dice);
        let next = self.next_step(home, at, &people, &practised, dice);
        let Some(phone) = self.phones.get_mut(member) else { return };
        let visit = phone.id(&self.ids, at);
        let Some(it) = self.world.homes.get_mut(home as usize) else { return };
        let day = Day::of(phone.clock(at)).to_string();
        let note = if dice.chance(0.035) { dice.pick(NOTES).copied().unwrap_or_default() } else { "" };
        let ids =
            |people: &[u32]| people.iter().filter_map(|p| self.world.souls.get(*p as usize)).map(|s| s.id).collect();
        let met: Vec<Uuid> = ids(&people);
        let body = Visit {
            visit,
            household: it.id,
            day,
            chosen: 0,
            at: phone.clock(at).millis(),
            people: met,
            practised,
            next,
            note,
        };
        it.asked |= !body.practised.is_empty();
        if !people.is_empty() {
            it.met = Day::of(at).since(self.first) as i16;
        }
        into.push(phone.write(&self.ids, at, Body::Visit(body)));
        if !people.is_empty() {
            self.survey(member, home, at, into, dice);
            self.ask(member, home, at, into);
        }
    }
}
