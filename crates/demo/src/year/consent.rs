//! Households that are asked before something protected is written down: some say yes, some no, a few take it back later.

use base::{Day, Instant};

use super::Year;
use crate::Dice;
use crate::operation::{Body, ConsentRecord, Operation, RestrictedSet, RestrictedValue};

/// Few are asked: only whom it helps.
const ASKED: f64 = 0.05;
const GROUPS: &[&str] = &["Kinh", "Khmer", "Hoa"];

impl Year<'_> {
    /// After a visit in which somebody was met. Chance of its own, so that the rest of the year stays what it is.
    pub(super) fn ask(&mut self, member: usize, home: u32, at: Instant, into: &mut Vec<Operation>) {
        let mut dice = Dice::new(self.seed, "consent", u64::from(home));
        let people = self.world.people(home);
        let Some(it) = self.world.homes.get_mut(home as usize) else { return };
        if std::mem::replace(&mut it.consulted, true) || !dice.chance(ASKED) {
            return;
        }
        let household = it.id;
        let purpose = *dice.pick(&["poverty", "ethnicity", "phone"]).unwrap_or(&"poverty");
        let says = |answer| ConsentSaid { household, purpose, answer };
        if !dice.chance(0.8) {
            return self.said(member, at, &says("refused"), into);
        }
        self.said(member, at, &says("given"), into);
        let person = people.first().and_then(|soul| self.world.souls.get(*soul as usize)).map(|soul| soul.id);
        let (subject, value) = match (purpose, person) {
            ("poverty", _) => (household, (*dice.pick(&["poor", "near_poor", "none"]).unwrap_or(&"none")).to_owned()),
            ("ethnicity", Some(person)) => (person, (*dice.pick(GROUPS).unwrap_or(&"Kinh")).to_owned()),
            // The block of numbers that the demonstration invents is nobody's.
            ("phone", Some(person)) => (person, format!("09{:08}", dice.between(0, 99_999_999))),
            _ => return,
        };
        let Some(phone) = self.phones.get_mut(member) else { return };
        let values = vec![RestrictedValue { subject, value }];
        into.push(phone.write(&self.ids, at, Body::Restricted(RestrictedSet { household, purpose, values })));
        if dice.chance(0.1) {
            self.said(member, at, &says("withdrawn"), into);
        }
    }

    fn said(&mut self, member: usize, at: Instant, said: &ConsentSaid, into: &mut Vec<Operation>) {
        let Some(phone) = self.phones.get_mut(member) else { return };
        let ConsentSaid { household, purpose, answer } = *said;
        let day = Day::of(phone.clock(at)).to_string();
        let consent = phone.id(&self.ids, at);
        let body = ConsentRecord { consent, household, purpose, version: 1, answer, form: "app", day };
        into.push(phone.write(&self.ids, at, Body::Consent(body)));
    }
}

struct ConsentSaid {
    household: base::Uuid,
    purpose: &'static str,
    answer: &'static str,
}
