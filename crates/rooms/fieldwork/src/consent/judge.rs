//! Judging answers, and what is kept on their ground.

use access::Action;
use base::Uuid;
use db::Result;
use serde_json::json;
use sync::{Kind, Op, Verdict};

use super::{Asked, GIVEN, NewConsent, NewValues, ground, hear, heard, tidy};
use crate::apply::{Work, at, stated_day};
use crate::body::refusal;
use crate::store::consent::{Answer, Erased, Value};

impl Work<'_, '_> {
    pub(crate) fn answer(&mut self, op: &Op, new: &NewConsent) -> Result<Verdict> {
        let home = self.home(new.household);
        let Some(house) = self.houses.get(&home) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        let (hamlet, today) = (house.row.hamlet, self.push.today);
        if !self.may(op, Action::Record, hamlet, today) && !self.may(op, Action::Record, hamlet, new.day) {
            return Ok(self.not_yours(op, new.household));
        }
        if new.day > today {
            return Ok(at(refusal("day_in_future", json!({ "day": new.day, "today": today }), &["edit"]), hamlet));
        }
        if !self.texts.contains(&(new.purpose.clone(), new.version)) {
            return Ok(at(refusal("field_wrong", json!({ "field": "version" }), &["edit", "ask"]), hamlet));
        }
        if let Some(by) = new.given_by.filter(|by| !house.residents.contains_key(by)) {
            return Ok(Verdict::Waits { on: by, hamlet: Some(hamlet) });
        }
        if !self.answered.insert(new.consent) {
            return Ok(at(refusal("id_reused", json!({ "id": new.consent }), &["ask"]), hamlet));
        }
        let revision = self.push.streams.bump(Kind::Hamlet, hamlet)?;
        let asked = Asked(new.answer.clone(), new.day, op.stamp.0, op.stamp.1, new.consent);
        self.answers.push(Answer { new: new.clone(), author: op.account, operation: op.id, stamp: op.stamp });
        let Some(house) = self.houses.get_mut(&home) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        hear(&mut house.row.consents, &new.purpose, asked);
        house.row.revision = revision;
        house.changed = true;
        let last = heard(&house.row.consents, house.joined.values());
        if last.get(&new.purpose).is_some_and(|asked| asked.0 != GIVEN) {
            let households = house.joined.keys().copied().chain([home]).collect();
            let revision = self.push.streams.bump(Kind::Restricted, hamlet)?;
            self.erased.push(Erased { households, purpose: new.purpose.clone(), revision });
            // What this very push has set before goes with it.
            self.values.retain(|value| value.household != home || value.purpose != new.purpose);
        }
        Ok(Verdict::Kept { hamlet, made: vec![new.consent] })
    }

    pub(crate) fn keep(&mut self, op: &Op, new: &NewValues) -> Result<Verdict> {
        let home = self.home(new.household);
        let Some(house) = self.houses.get(&home) else {
            return Ok(Verdict::Waits { on: new.household, hamlet: None });
        };
        let (hamlet, today) = (house.row.hamlet, self.push.today);
        if !self.may(op, Action::Record, hamlet, today) && !self.may(op, Action::Record, hamlet, stated_day(op)) {
            return Ok(self.not_yours(op, new.household));
        }
        let Some(basis) = ground(&heard(&house.row.consents, house.joined.values()), &new.purpose) else {
            let params = json!({ "purpose": new.purpose });
            return Ok(at(refusal("consent_missing", params, &["ask", "dismiss"]), hamlet));
        };
        let known = |id: &Uuid| *id == new.household || house.residents.contains_key(id);
        if let Some(unknown) = new.values.iter().map(|one| one.subject).find(|id| !known(id)) {
            return Ok(Verdict::Waits { on: unknown, hamlet: Some(hamlet) });
        }
        let revision = self.push.streams.bump(Kind::Restricted, hamlet)?;
        let said_at = base::Instant::from_millis(op.stamp.0);
        self.values.extend(new.values.iter().map(|one| Value {
            subject: if one.subject == new.household { home } else { one.subject },
            household: home,
            purpose: new.purpose.clone(),
            basis,
            value: one.value.as_deref().map(|value| tidy(&new.purpose, value)),
            said_at,
            operation: op.id,
            revision,
        }));
        Ok(Verdict::Kept { hamlet, made: Vec::new() })
    }
}
