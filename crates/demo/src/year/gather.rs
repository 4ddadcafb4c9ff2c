use base::{Day, Instant, Uuid};

use super::Year;
use super::ladder::{SKILLS, practise};
use crate::Dice;
use crate::operation::{Body, Gathering, GatheringCorrect, Operation, Practised};

/// What a member at this place of the team does with many people at once: how often a day, the kind, at most how many climb.
const HABITS: &[(usize, f64, &str, i64)] = &[
    (0, 0.034, "meeting", 7),
    (1, 0.026, "help_point", 5),
    (1, 0.045, "broadcast", 0),
    (2, 0.016, "duty", 2),
    (3, 0.012, "help_point", 4),
];
const PARTNERS: &[&str] = &["police", "women", "youth", "front", "farmers", "pupils", "telecom", "bank", "commune"];
const TOPICS: &[(&str, u32)] =
    &[("vneid", 30), ("safety", 22), ("service", 16), ("payment", 14), ("health", 10), ("vssid", 6), ("policy", 12)];

impl Year<'_> {
    /// What a member did with many people at once on a day, between two minutes of it.
    pub(super) fn gather(&mut self, member: usize, day: i64, (low, high): (i64, i64), into: &mut Vec<Operation>) {
        let Some(place) = self.places.get(member).map(|place| place.place) else { return };
        let mut dice = self.dice("gather", member, day);
        for (_, rate, kind, climbing) in HABITS.iter().filter(|habit| habit.0 == place) {
            // A member who went over a whole evening had time for one; a few minutes had none.
            if high - low < 90 || !dice.chance(*rate) {
                continue;
            }
            let at = self.moment(day, dice.between(low, high), &mut dice);
            self.session(member, (kind, *climbing), at, into, &mut dice);
        }
    }

    fn session(
        &mut self,
        member: usize,
        (kind, climbing): (&'static str, i64),
        at: Instant,
        into: &mut Vec<Operation>,
        dice: &mut Dice,
    ) {
        let Some(hamlet) = self.places.get(member).map(|place| place.hamlet) else { return };
        let Some(unit) = self.units.get(hamlet).copied() else { return };
        let weights: Vec<u32> = TOPICS.iter().map(|(_, weight)| *weight).collect();
        let mut topics: Vec<&'static str> =
            (0..dice.between(1, 3)).map(|_| TOPICS[dice.weighted(&weights)].0).collect();
        topics.sort_unstable();
        topics.dedup();
        let practised = self.many(member, hamlet, &topics, dice.between(0, climbing), at, dice);
        let people: Vec<Uuid> = practised.iter().map(|one| one.resident).collect();
        let seen = kind != "broadcast";
        let named = people.len() as i64;
        let came = match kind {
            "meeting" => named + dice.between(14, 62),
            "duty" => named + dice.between(2, 14),
            _ => named + dice.between(3, 22),
        };
        // Some teams do not count: that is no zero.
        let counted = seen && !dice.chance(0.11);
        let mut partners: Vec<&'static str> =
            (0..dice.between(0, 2)).filter_map(|_| dice.pick(PARTNERS).copied()).collect();
        partners.sort_unstable();
        partners.dedup();
        let place = match kind {
            "meeting" => ["hall", "hall", "pagoda", "home"][dice.weighted(&[6, 4, 2, 1])],
            "duty" => ["service_centre", "hall", "other"][dice.weighted(&[7, 3, 1])],
            _ => ["hall", "market", "school", "pagoda"][dice.weighted(&[5, 3, 2, 2])],
        };
        let Some(phone) = self.phones.get_mut(member) else { return };
        let body = Gathering {
            activity: phone.id(&self.ids, at),
            hamlet: unit,
            kind,
            day: Day::of(phone.clock(at)).to_string(),
            chosen: 0,
            at: phone.clock(at).millis(),
            channel: (!seen).then(|| ["loudspeaker", "zalo", "leaflet"][dice.weighted(&[5, 4, 1])]),
            place: seen.then_some(place),
            partners,
            topics,
            came: counted.then_some(came),
            contacts: (counted && kind != "meeting").then(|| came + dice.between(0, came / 2)),
            files: (counted && matches!(kind, "duty" | "help_point")).then(|| dice.between(0, came / 2)),
            people,
            practised,
        };
        into.push(phone.write(&self.ids, at, Body::Gathering(body.clone())));
        // One in forty is counted again before it is sent.
        if counted && dice.chance(0.025) {
            let later = at.plus_seconds(60);
            let gathering = Gathering { activity: phone.id(&self.ids, later), came: Some(came + 2), ..body.clone() };
            let body = Body::GatheringCorrect(GatheringCorrect { corrects: body.activity, gathering });
            into.push(phone.write(&self.ids, later, body));
        }
    }

    /// People of the member's round who practised the first skill that was shown: one of each home.
    fn many(
        &mut self,
        member: usize,
        hamlet: usize,
        topics: &[&'static str],
        most: i64,
        at: Instant,
        dice: &mut Dice,
    ) -> Vec<Practised> {
        let year = i64::from(Day::of(at).year());
        let skill = SKILLS.iter().position(|(code, _)| topics.contains(code));
        let Some(skill) = skill.filter(|_| most > 0) else { return Vec::new() };
        let known =
            self.round(member, |home| home.entered && !home.gone && home.asked && usize::from(home.hamlet) == hamlet);
        let mut homes: Vec<u32> = (0..most).filter_map(|_| dice.pick(&known).copied()).collect();
        homes.sort_unstable();
        homes.dedup();
        let mut practised = Vec::new();
        for home in homes {
            let devices = self.world.homes.get(home as usize).is_some_and(|home| home.phones > 0);
            let people = self.world.people(home);
            let Some(soul) = dice.pick(&people).and_then(|person| self.world.souls.get_mut(*person as usize)) else {
                continue;
            };
            let age = year - i64::from(soul.born);
            let Some(level) = soul.levels.get_mut(skill).filter(|_| age >= 14) else { continue };
            let (reached, why) = practise(*level, soul.gift, age, skill, devices, dice);
            *level = reached;
            let code = SKILLS.get(skill).map_or("", |(code, _)| *code);
            practised.push(Practised { resident: soul.id, skill: code, level: i64::from(reached), why });
        }
        practised
    }
}
