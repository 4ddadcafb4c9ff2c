//! Who looks after a household is said by who leads, and is somebody of the hamlet's own team.

use std::collections::BTreeMap;

use access::Action;
use base::Uuid;
use serde_json::{Value, json};
use sync::{Op, Verdict};

use super::{Work, at};
use crate::body::{Body, refusal, wrong};

/// The membership that an edit names as the keeper.
pub(super) fn named(body: &Body) -> Option<Uuid> {
    match body {
        Body::Edit { fields, .. } => id(fields),
        _ => None,
    }
}

fn id(fields: &BTreeMap<String, Value>) -> Option<Uuid> {
    fields.get("keeper")?.as_str()?.parse().ok()
}

impl Work<'_, '_> {
    /// Why an edit that names a keeper is refused, if it is.
    pub(super) fn not_a_keeper(&self, op: &Op, household: Uuid, fields: &BTreeMap<String, Value>) -> Option<Verdict> {
        let hamlet = self.house(household)?.row.hamlet;
        fields.get("keeper")?;
        if !self.may(op, Action::Lead, hamlet, self.push.today) {
            let params = json!({ "action": "keeper" });
            return Some(at(refusal("not_allowed", params, &["ask", "dismiss"]), hamlet));
        }
        let stranger = id(fields).is_some_and(|keeper| self.keepers.get(&keeper) != Some(&hamlet));
        stranger.then(|| at(wrong("keeper"), hamlet))
    }
}
