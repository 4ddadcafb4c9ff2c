use base::{Day, Instant};

use super::rhythm::DAYS;
use super::world::Home;
use super::{Exchange, Turn, Year};
use crate::Dice;
use crate::operation::{
    Body, HouseholdMove, Left, Operation, ResidentEdit, Returned, Visit, VisitCorrect, VisitRemove,
};

impl Year<'_> {
    /// The moment of a minute of a day of the year.
    pub(super) fn moment(&self, day: i64, minute: i64, dice: &mut Dice) -> Instant {
        self.first.plus(day).start().plus_seconds(minute * 60).plus_millis(dice.between(0, 59_999))
    }

    /// The homes of a member's round that fit.
    pub(super) fn round(&self, member: usize, fits: impl Fn(&Home) -> bool) -> Vec<u32> {
        let round = self.world.rounds.get(member).map(Vec::as_slice).unwrap_or_default();
        round.iter().copied().filter(|home| self.world.homes.get(*home as usize).is_some_and(&fits)).collect()
    }

    /// What else happens in a week of work: mistakes and their mending, people who come and go, households that move.
    pub(super) fn changes(&mut self, member: usize, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        let before = at.plus_seconds(-300);
        self.mend_a_visit(member, before, into, dice);
        self.mistype_a_day(member, before, into, dice);
        let known = self.round(member, |home| home.entered && !home.gone);
        if dice.chance(0.017) {
            into.extend(dice.pick(&known).copied().and_then(|home| self.join(member, home, before, dice)));
        }
        if dice.chance(0.012) {
            into.extend(dice.pick(&known).copied().and_then(|home| self.leave(member, home, before)));
        }
        let leads = self.places.get(member).is_some_and(|place| place.place == 0);
        if leads && self.day > 60 && dice.chance(0.02) {
            self.move_away(member, before, into, dice);
        }
    }

    /// One visit in a hundred is written anew, one in five hundred was written for the wrong house.
    fn mend_a_visit(&mut self, member: usize, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        let visits: Vec<Visit> = into
            .iter()
            .filter_map(|operation| match &operation.body {
                Body::Visit(visit) if visit.practised.is_empty() || dice.chance(0.5) => Some(visit.clone()),
                _ => None,
            })
            .collect();
        let Some(old) = dice.pick(&visits) else { return };
        let Some(phone) = self.phones.get_mut(member) else { return };
        match dice.unit() {
            x if x < 0.03 => {
                let visit = Visit { visit: phone.id(&self.ids, at), note: "Ghi lại cho đúng.", ..old.clone() };
                let body = Body::VisitCorrect(VisitCorrect { corrects: old.visit, visit });
                into.push(phone.write(&self.ids, at, body));
            }
            x if x < 0.036 => {
                let body = Body::VisitRemove(VisitRemove { visit: old.visit, why: "Ghi nhầm hộ." });
                into.push(phone.write(&self.ids, at, body));
            }
            _ => {}
        }
    }

    /// A day that has not come yet comes back; the author lets it rest and has written it again already.
    fn mistype_a_day(&mut self, member: usize, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        if !dice.chance(0.005) {
            return;
        }
        let Some(Body::Visit(right)) =
            into.iter().map(|o| &o.body).find(|body| matches!(body, Body::Visit(_))).cloned()
        else {
            return;
        };
        let Some(phone) = self.phones.get_mut(member) else { return };
        let day = Day::of(at).plus(dice.between(25, 300)).to_string();
        let wrong = Visit { visit: phone.id(&self.ids, at), day, chosen: 1, practised: Vec::new(), ..right };
        let operation = phone.write(&self.ids, at, Body::Visit(wrong));
        if dice.chance(0.7) {
            let later = at.plus_seconds(6 * 86_400);
            let body = Body::Dismiss(Returned { operation: operation.id });
            let rest = phone.write(&self.ids, later, body);
            phone.outbox.push(rest);
        }
        into.push(operation);
    }

    /// Someone dies, marries or goes to work in the city.
    fn leave(&mut self, member: usize, home: u32, at: Instant) -> Option<Operation> {
        let people = self.world.people(home);
        let last = (people.len() > 2).then(|| people.first().copied()).flatten()?;
        let household = self.world.homes.get(home as usize)?.id;
        let soul = self.world.souls.get_mut(last as usize)?;
        soul.left = true;
        let fields = Left { left_on: Day::of(at).to_string() };
        let body = ResidentEdit { resident: soul.id, household, saw: 0, fields };
        Some(self.phones.get_mut(member)?.write(&self.ids, at, Body::ResidentEdit(body)))
    }

    /// A household moves to another hamlet of the district. A member who has not heard of it writes one more visit, which
    /// comes back; half of those are handed over to the new team.
    fn move_away(&mut self, leader: usize, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        let Some(from) = self.places.get(leader).map(|place| place.hamlet) else { return };
        let to = (from + dice.between(1, 5) as usize) % self.units.len().max(1);
        let from_member = leader + dice.between(1, 5) as usize;
        let settled = self.round(from_member, |home| home.entered && !home.gone && home.asked);
        let (Some(home), Some(unit)) = (dice.pick(&settled).copied(), self.units.get(to).copied()) else { return };
        let Some(it) = self.world.homes.get_mut(home as usize) else { return };
        it.hamlet = to as u16;
        let household = it.id;
        let day = Day::of(at).to_string();
        let Some(phone) = self.phones.get_mut(leader) else { return };
        into.push(phone.write(&self.ids, at, Body::HouseholdMove(HouseholdMove { household, to: unit, day })));
        let next: Vec<usize> = (0..self.places.len()).filter(|m| self.places[*m].hamlet == to).collect();
        if let Some(member) = dice.pick(&next) {
            self.world.rounds[*member].push(home);
        }
        if let Some(round) = self.world.rounds.get_mut(from_member) {
            round.retain(|other| *other != home);
        }
        if !dice.chance(0.6) {
            return;
        }
        let met = self.world.people(home).first().and_then(|p| self.world.souls.get(*p as usize)).map(|s| s.id);
        let Some(phone) = self.phones.get_mut(from_member) else { return };
        let then = at.plus_seconds(-3_600);
        let stray = Visit {
            visit: phone.id(&self.ids, then),
            household,
            day: Day::of(phone.clock(then)).to_string(),
            chosen: 0,
            at: phone.clock(then).millis(),
            people: met.into_iter().collect(),
            practised: Vec::new(),
            next: None,
            note: "",
        };
        let operation = phone.write(&self.ids, then, Body::Visit(stray));
        let hand_over = Body::HandOver(Returned { operation: operation.id });
        let later = phone.write(&self.ids, then.plus_seconds(9 * 86_400), hand_over);
        phone.outbox.push(operation);
        if dice.chance(0.5) {
            phone.later.push(later);
        }
    }

    /// Phones that are lost on this day: revoked at noon, what they held comes in sealed a week later, and the member has
    /// another phone three days after that.
    pub(super) fn losses(&mut self) {
        for member in 0..self.phones.len() {
            let Some(lost_on) = self.phones.get(member).and_then(|phone| phone.rhythm.lost_on) else { continue };
            let mut dice = self.dice("loss", member, lost_on);
            let at = self.moment(self.day, 22 * 60 + 40, &mut dice);
            match self.day - lost_on {
                0 => {
                    self.phones[member].lost = true;
                    self.turns.push_back(Turn::Revoke { member, at });
                }
                7 => self.sealed(member, at, &mut dice),
                10 if self.day < DAYS - 5 => {
                    let phone = &mut self.phones[member];
                    (phone.lost, phone.worked_to) = (false, (self.day + 1, 6 * 60));
                    self.turns.push_back(Turn::Replace { member, at });
                }
                _ => {}
            }
        }
    }

    /// The last visits that a lost phone had not sent.
    fn sealed(&mut self, member: usize, at: Instant, dice: &mut Dice) {
        let mut operations = Vec::new();
        for n in 0..3 {
            let then = at.plus_seconds(-(8 * 86_400) + n * 5_000);
            let known = self.round(member, |home| home.asked);
            let Some(home) = dice.pick(&known).copied() else { continue };
            self.visit(member, home, then, &mut operations, dice);
        }
        let Some(phone) = self.phones.get(member) else { return };
        let phone_clock = phone.clock(at);
        self.turns.push_back(Turn::Sealed(Exchange { member, at, phone_clock, operations, repeated: false, held: 0 }));
    }
}
