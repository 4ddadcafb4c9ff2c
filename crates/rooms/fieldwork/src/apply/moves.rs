//! Judging moves, and what comes of work about a household that went elsewhere.

use access::Action;
use base::{Day, Uuid};
use db::Result;
use serde_json::json;
use sync::{Kind, Op, Verdict};

use super::{Work, at};
use crate::body::refusal;

impl Work<'_, '_> {
    pub(super) fn go(&mut self, op: &Op, household: Uuid, to: Uuid, day: Day) -> Result<Verdict> {
        let household = self.home(household);
        let Some(house) = self.houses.get(&household) else {
            return Ok(Verdict::Waits { on: household, hamlet: None });
        };
        let (from, made_on) = (house.row.hamlet, house.row.made_on);
        let today = self.push.today;
        if !self.may(op, Action::Lead, from, today) {
            return Ok(at(refusal("not_allowed", json!({ "action": "household" }), &["ask", "dismiss"]), from));
        }
        if day > today || day < made_on {
            return Ok(at(refusal("day_in_future", json!({ "day": day, "today": today }), &["edit"]), from));
        }
        let Some(place) = self.hamlets.get(&to).filter(|place| place.part == self.push.part) else {
            return Ok(at(refusal("moved_to_other_part", json!({}), &["ask"]), from));
        };
        if to == from {
            return Ok(Verdict::Kept { hamlet: from, made: Vec::new() });
        }
        let atom = place.atom;
        let left = self.push.streams.bump(Kind::Hamlet, from)?;
        let revision = self.push.streams.bump(Kind::Hamlet, to)?;
        self.left.push((household, from, to, day, left));
        if let Some(house) = self.houses.get_mut(&household) {
            house.go((to, atom), day);
            self.carried.extend(house.joined.keys().chain([&household]).map(|id| (*id, from, to)));
            house.row.revision = revision;
            for visit in house.visits.values_mut() {
                self.left.push((visit.id, from, to, day, left));
                visit.revision = revision;
            }
        }
        self.stays.push((household, day, atom));
        Ok(Verdict::Kept { hamlet: from, made: Vec::new() })
    }

    /// Why a household is not the author's: it moved away, or it never was.
    pub(crate) fn not_yours(&self, op: &Op, household: Uuid) -> Verdict {
        let Some(house) = self.house(household) else { return Verdict::Waits { on: household, hamlet: None } };
        let today = self.push.today;
        let came_from = house.row.moved_from.filter(|from| self.may(op, Action::Record, *from, today));
        if let Some(from) = came_from {
            let day = house.after.stays.last().map_or(today, |(since, _, _)| *since);
            let (hamlet, name) = (house.row.hamlet, &house.row.name);
            let params = json!({ "name": name, "to_unit": hamlet, "to_name": self.name(hamlet), "day": day });
            return at(refusal("household_moved", params, &["hand_over", "edit", "ask", "dismiss"]), from);
        }
        Verdict::Refused(refusal("not_your_hamlet", json!({}), &["ask", "dismiss"]))
    }
}
