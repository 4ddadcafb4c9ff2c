//! The leader's word: on a concurrent edit, and on two households that only seem to be one.

use std::collections::BTreeMap;

use access::Action;
use base::Uuid;
use db::Result;
use serde_json::json;
use sync::{Kind, Op, Verdict};

use super::{Work, at};
use crate::body::{refusal, wrong};
use crate::edit::Mark;

/// An edit that saw everything.
const ALL: i64 = i64::MAX;

impl Work<'_, '_> {
    /// Settles a conflict: the value that lost is set anew, or the one that stands is confirmed.
    pub(super) fn settle(&mut self, op: &Op, id: Uuid, lost: bool) -> Result<Verdict> {
        let Some(conflict) = self.conflicts.get(&id).cloned() else {
            return Ok(Verdict::Refused(wrong("conflict")));
        };
        let today = self.push.today;
        let listed = conflict.hamlet;
        if !self.may(op, Action::Lead, listed, today) {
            return Ok(at(refusal("not_allowed", json!({ "action": "conflict" }), &["ask", "dismiss"]), listed));
        }
        if let Some(settled) = conflict.settled_lost {
            if settled == lost {
                return Ok(Verdict::Kept { hamlet: listed, made: Vec::new() });
            }
            let params = json!({ "field": conflict.field, "name": conflict.settled_by });
            return Ok(at(refusal("already_settled", params, &["dismiss"]), listed));
        }
        if lost {
            let home = conflict.household.map(|household| self.home(household));
            let Some(hamlet) = home.and_then(|home| self.houses.get(&home)).map(|house| house.row.hamlet) else {
                return Ok(at(wrong("conflict"), listed));
            };
            if !self.may(op, Action::Lead, hamlet, today) {
                return Ok(at(refusal("not_allowed", json!({ "action": "conflict" }), &["ask", "dismiss"]), listed));
            }
            let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
            if let Some(house) = home.and_then(|home| self.houses.get_mut(&home)) {
                let mark = Mark(revision, op.stamp.0, op.stamp.1, op.device, op.id);
                let fields = BTreeMap::from([(conflict.field.clone(), conflict.lost.clone())]);
                match conflict.resident {
                    Some(resident) => house.edit_resident(resident, &fields, ALL, mark),
                    None => house.edit(&fields, ALL, mark),
                };
                house.row.revision = revision;
            }
        }
        let revision = self.push.streams.bump(Kind::Lead, listed)?;
        if let Some(conflict) = self.conflicts.get_mut(&id) {
            conflict.settled_lost = Some(lost);
            conflict.written = Some((op.accepted_by.unwrap_or(op.account), revision));
        }
        Ok(Verdict::Kept { hamlet: listed, made: Vec::new() })
    }

    /// Remembers that two households, or two people of one, are two; or, taken back, that nobody said so.
    pub(super) fn apart(
        &mut self,
        op: &Op,
        (one, other): (Uuid, Uuid),
        residents: Option<(Uuid, Uuid)>,
        apart: bool,
    ) -> Verdict {
        let Some(house) = self.house(one) else { return Verdict::Waits { on: one, hamlet: None } };
        let hamlet = house.row.hamlet;
        let Some(second) = self.house(other) else { return Verdict::Waits { on: other, hamlet: Some(hamlet) } };
        let (one, other) = match residents {
            Some((one, other)) => {
                if let Some(unknown) = [one, other].into_iter().find(|id| !house.residents.contains_key(id)) {
                    return Verdict::Waits { on: unknown, hamlet: Some(hamlet) };
                }
                (one, other)
            }
            None => (house.row.id, second.row.id),
        };
        if !self.may(op, Action::Lead, hamlet, self.push.today) {
            return at(refusal("not_allowed", json!({ "action": "household" }), &["ask", "dismiss"]), hamlet);
        }
        if one != other {
            self.apart.push((one.min(other), one.max(other), hamlet, op.id, apart));
        }
        Verdict::Kept { hamlet, made: Vec::new() }
    }
}
