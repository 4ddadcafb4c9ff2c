//! Judging visits: their counting day, whose they are, and what they take back.

use std::collections::BTreeSet;

use access::Action;
use base::{Day, Instant, Uuid};
use db::Result;
use serde_json::json;
use sync::{Kind, Op, Refusal, Verdict};

use super::{Work, at};
use crate::body::{NewVisit, refusal};
use crate::model::Visit;

/// A visit that is told more than this many days later counts and is flagged.
const LATE_DAYS: i64 = 35;
/// A phone's clock that is off by more than this is in doubt.
const DOUBT_MS: i64 = 10 * 60 * 1_000;

impl Work<'_, '_> {
    pub(super) fn visit(&mut self, op: &Op, new: &NewVisit, corrects: Option<Uuid>) -> Result<Verdict> {
        let home = self.home(new.household);
        let Some(house) = self.houses.get(&home) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        let hamlet = house.row.hamlet;
        let (day, flags) = match self.counting_day(op, (new.day, new.chosen, new.at)) {
            Ok(day) => day,
            Err(refused) => return Ok(at(refused, hamlet)),
        };
        // Where the household was on that day decides: work done before a move is its true owner's.
        let atom = house.atom_on(day).unwrap_or(house.row.atom);
        let there = self.hamlets.iter().find(|(_, place)| place.atom == atom).map_or(hamlet, |(id, _)| *id);
        if !self.may(op, Action::Record, there, day) && !self.may(op, Action::Record, hamlet, day) {
            return Ok(self.not_yours(op, new.household));
        }
        if let Some(unknown) = new.practised.iter().find(|practised| !self.skills.contains(&practised.skill)) {
            return Ok(at(refusal("skill_unknown", json!({ "skill": unknown.skill }), &["edit", "ask"]), hamlet));
        }
        let known = |id: &&Uuid| house.residents.contains_key(id) || self.stray(**id, home, hamlet).is_some();
        if let Some(unknown) = new.people.iter().find(|id| !known(id)) {
            return Ok(Verdict::Waits { on: *unknown, hamlet: Some(hamlet) });
        }
        if house.visits.contains_key(&new.visit) || self.on_file.contains(&new.visit) {
            return Ok(at(refusal("id_reused", json!({ "id": new.visit }), &["ask"]), hamlet));
        }
        if let Some(old) = corrects {
            match self.takes_back(op, old) {
                Ok(()) => {}
                Err(verdict) => return Ok(verdict),
            }
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let now = self.push.now;
        if let Some(old) = corrects {
            self.forget_elsewhere(old)?;
        }
        let strays: BTreeSet<Uuid> = new.people.iter().filter_map(|id| self.stray(*id, home, hamlet)).collect();
        let Some(house) = self.houses.get_mut(&home) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        if let Some(old) = corrects {
            house.remove(old, op.id);
        }
        let visit = Visit {
            id: new.visit,
            atom,
            hamlet,
            household: new.household,
            author: op.account,
            operation: op.id,
            day,
            met: !new.people.is_empty(),
            people: new.people.clone(),
            practised: new.practised.iter().map(|p| (p.resident, p.skill.clone(), p.level)).collect(),
            next_step: new.next.as_ref().map(|next| next.step.clone()),
            next_day: new.next.as_ref().and_then(|next| next.day),
            next_note: new.next.as_ref().map(|next| next.note.trim().to_owned()).unwrap_or_default(),
            note: new.note.trim().to_owned(),
            flags,
            stamp: op.stamp,
            times: [Instant::from_millis(new.at).0, Instant::from_millis(new.at.saturating_add(op.skew_ms)).0, now.0],
            removed_by: None,
            revision,
        };
        let occasion = visit.occasion();
        house.practise(&occasion, &new.practised);
        house.visit(visit);
        house.row.revision = revision;
        for changed in house.removed.iter() {
            if let Some(visit) = house.visits.get_mut(changed) {
                visit.revision = revision;
            }
        }
        for stray in strays {
            if let Some(house) = self.houses.get_mut(&stray) {
                house.practise(&occasion, &new.practised);
                house.derive();
                house.row.revision = revision;
            }
        }
        Ok(Verdict::Kept { hamlet, made: vec![new.visit] })
    }

    /// The counting day and its flags: the one the member chose, else the device's day, corrected where its clock is off;
    /// never after the server's today.
    pub(super) fn counting_day(
        &self,
        op: &Op,
        (stated, chosen, at): (Day, i64, i64),
    ) -> std::result::Result<(Day, String), Refusal> {
        let today = self.push.today;
        let doubt = op.clamped || op.skew_ms.abs() > DOUBT_MS;
        if chosen != 0 && stated > today {
            return Err(refusal("day_in_future", json!({ "day": stated, "today": today }), &["edit"]));
        }
        let corrected = Day::of(Instant::from_millis(at.saturating_add(op.skew_ms)));
        let day = if chosen == 0 && doubt { corrected } else { stated }.min(today);
        let mut flags = Vec::new();
        if today.since(day) > LATE_DAYS {
            flags.push("late");
        }
        if doubt {
            flags.push("clock");
        }
        Ok((day, flags.join(" ")))
    }

    /// Whether the author may take back this visit.
    fn takes_back(&self, op: &Op, visit: Uuid) -> std::result::Result<(), Verdict> {
        let found = self.visit_of.get(&visit).and_then(|household| self.house(*household));
        let local = || self.houses.values().find(|house| house.visits.contains_key(&visit));
        let Some(house) = found.or_else(local) else { return Err(Verdict::Waits { on: visit, hamlet: None }) };
        let hamlet = house.row.hamlet;
        let Some(row) = house.visits.get(&visit) else {
            return Err(Verdict::Waits { on: visit, hamlet: Some(hamlet) });
        };
        if row.removed_by.is_some() {
            return Err(at(refusal("already_removed", json!({}), &["dismiss"]), hamlet));
        }
        let own = row.author == op.account;
        if own || self.may(op, Action::Lead, hamlet, self.push.today) {
            return Ok(());
        }
        Err(at(refusal("not_allowed", json!({ "action": "visit" }), &["ask", "dismiss"]), hamlet))
    }

    pub(super) fn remove(&mut self, op: &Op, visit: Uuid) -> Result<Verdict> {
        if let Err(verdict) = self.takes_back(op, visit) {
            return Ok(verdict);
        }
        let id = self.visit_of.get(&visit).map(|household| self.home(*household));
        let id = id.or_else(|| self.houses.values().find(|h| h.visits.contains_key(&visit)).map(|h| h.row.id));
        let Some(house) = id.and_then(|id| self.houses.get(&id)) else {
            return Ok(Verdict::Waits { on: visit, hamlet: None });
        };
        let (id, hamlet) = (house.row.id, house.row.hamlet);
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        self.forget_elsewhere(visit)?;
        let Some(house) = self.houses.get_mut(&id) else { return Ok(Verdict::Waits { on: visit, hamlet: None }) };
        house.remove(visit, op.id);
        house.row.revision = revision;
        if let Some(row) = house.visits.get_mut(&visit) {
            row.revision = revision;
        }
        Ok(Verdict::Kept { hamlet, made: Vec::new() })
    }
}
