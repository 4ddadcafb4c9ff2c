use base::{Day, Instant};

use super::Year;
use super::ladder::{NOT_ASKED, SKILLS, practise};
use super::rhythm::DAYS;
use crate::Dice;
use crate::operation::{Body, Connectivity, Fields, HouseholdEdit, Next, Operation, Practised};

impl Year<'_> {
    /// Those of a home who are met: mostly one or two, no small children.
    pub(super) fn at_home(&self, home: u32, at: Instant, dice: &mut Dice) -> Vec<u32> {
        let year = i64::from(Day::of(at).year());
        let people = self.world.people(home);
        let age = |person: &u32| self.world.souls.get(*person as usize).map_or(0, |soul| year - i64::from(soul.born));
        let mut met: Vec<u32> = people
            .iter()
            .copied()
            .filter(|person| match age(person) {
                ..=13 => false,
                14..=59 => dice.chance(0.36),
                _ => dice.chance(0.6),
            })
            .collect();
        if met.is_empty() {
            met.extend(people.iter().copied().rfind(|person| age(person) >= 14));
        }
        met.truncate(4);
        met
    }

    /// What they practised. At the first visit everyone met is asked about the e-ID.
    pub(super) fn practise(&mut self, home: u32, people: &[u32], at: Instant, dice: &mut Dice) -> Vec<Practised> {
        let Some((asked, devices)) = self.world.homes.get(home as usize).map(|h| (h.asked, h.phones > 0)) else {
            return Vec::new();
        };
        let year = i64::from(Day::of(at).year());
        let mut practised = Vec::new();
        for (n, person) in people.iter().enumerate() {
            let Some(soul) = self.world.souls.get_mut(*person as usize) else { continue };
            let weights: Vec<u32> = SKILLS.iter().map(|(_, weight)| *weight).collect();
            let mut skills = Vec::new();
            if !asked || (soul.levels[0] == NOT_ASKED && dice.chance(0.7)) {
                skills.push(0);
            }
            if n == 0 || dice.chance(0.3) {
                skills.push(dice.weighted(&weights));
            }
            if dice.chance(0.22) {
                skills.push(dice.weighted(&weights));
            }
            skills.sort_unstable();
            skills.dedup();
            for skill in skills {
                let Some(level) = soul.levels.get_mut(skill) else { continue };
                let age = year - i64::from(soul.born);
                let (reached, why) = practise(*level, soul.gift, age, skill, devices, dice);
                *level = reached;
                let skill = SKILLS.get(skill).map_or("", |(code, _)| *code);
                practised.push(Practised { resident: soul.id, skill, level: i64::from(reached), why });
            }
        }
        practised
    }

    /// What is agreed on leaving.
    pub(super) fn next_step(
        &mut self,
        home: u32,
        at: Instant,
        people: &[u32],
        practised: &[Practised],
        dice: &mut Dice,
    ) -> Option<Next> {
        let alone = !practised.is_empty() && practised.iter().all(|p| p.level == 6);
        let police = practised.iter().any(|p| p.skill == "vneid" && (0..=1).contains(&p.level));
        let device = practised.iter().any(|p| p.level == 0);
        let step = match dice.unit() {
            _ if people.is_empty() => "return",
            _ if alone => "done",
            x if device && x < 0.3 => "device",
            x if police && x < 0.5 => "police",
            x if x < 0.62 => "return",
            x if x < 0.85 => "done",
            _ => "",
        };
        let today = Day::of(at);
        let days = if people.is_empty() { dice.between(2, 9) } else { dice.between(6, 40) };
        let due = (step == "return" || step == "police").then(|| today.plus(days));
        let it = self.world.homes.get_mut(home as usize)?;
        it.due = due.map_or(-1, |due| due.since(self.first).min(DAYS + 60) as i16);
        (!step.is_empty()).then(|| Next { step, day: due.map(|due| due.to_string()) })
    }

    /// Devices, line and signal are asked once at most homes, and again when someone bought a phone.
    pub(super) fn survey(&mut self, member: usize, home: u32, at: Instant, into: &mut Vec<Operation>, dice: &mut Dice) {
        let Some(phone) = self.phones.get_mut(member) else { return };
        let Some(it) = self.world.homes.get_mut(home as usize) else { return };
        let surveyed_on = Day::of(at).to_string();
        let fields = if !it.surveyed && dice.chance(0.55) {
            it.surveyed = true;
            let known = dice.chance(0.9);
            Connectivity {
                smartphones: i64::from(it.phones),
                computers: known.then(|| i64::from(dice.chance(0.13))),
                line: known.then(|| if dice.chance(0.41) { "fixed" } else { "none" }),
                signal: dice.chance(0.85).then(|| ["good", "weak", "none"][dice.weighted(&[74, 23, 3])]),
                surveyed_on,
            }
        } else if it.surveyed && dice.chance(0.008) {
            it.phones += 1;
            Connectivity { smartphones: i64::from(it.phones), computers: None, line: None, signal: None, surveyed_on }
        } else {
            return;
        };
        let other = dice.chance(0.006).then(|| Connectivity { smartphones: fields.smartphones + 1, ..fields.clone() });
        let body = HouseholdEdit { household: it.id, saw: 0, fields: Fields::Survey(fields) };
        into.push(phone.write(&self.ids, at, Body::HouseholdEdit(body)));
        // The leader asked at the same door in the same week and was told otherwise.
        let household = it.id;
        let place = phone.place;
        let leader = member - place.place;
        let theirs = other.filter(|_| place.place > 0);
        if let Some((fields, phone)) = theirs.zip(self.phones.get_mut(leader)) {
            let body = HouseholdEdit { household, saw: 0, fields: Fields::Survey(fields) };
            let operation = phone.write(&self.ids, at.plus_seconds(-5_400), Body::HouseholdEdit(body));
            phone.outbox.push(operation);
        }
    }
}
