//! A post passes on, and the households that its holder looks after with it, in one transaction.

use std::sync::Arc;

use access::{Action, Scope};
use api::Failure;
use base::Uuid;
use db::Tx;
use org::edit::{self, Handover, Passed};
use org::import::Import;
use serde_json::json;
use sync::office::{self, Office};

use crate::{Fieldwork, store};

/// Hands a post over; gives the membership that holds it now and how many households passed.
pub fn hand_over(
    tx: &mut Tx<'_>,
    asked: &Handover,
    (scope, by): (&Arc<Scope>, &Import<'_>),
) -> Result<(Uuid, usize), Failure> {
    let Passed { team, to, instead } = edit::hand_over(tx, asked, (scope, by))?;
    let old: Vec<Uuid> = instead.keys().copied().collect();
    let kept = store::kept_by(tx, (team.part, team.unit), &old)?;
    let piece = |(household, keeper, revision): &(Uuid, Uuid, i64)| {
        let fields = json!({ "keeper": instead.get(keeper) });
        ("household.edit", json!({ "household": household, "saw": revision, "fields": fields }))
    };
    // Each is an edit like any other: judged, marked and sent to the phones of the hamlet.
    let office = Office { now: by.now, ids: by.ids, scope: scope.clone(), list: by.ids.id(by.now) };
    let pieces = kept.iter().map(piece).collect();
    if office::bring_in(tx, &Fieldwork, team.part, &office, pieces)?.is_err() {
        return Err(Failure::not_allowed(Action::Lead));
    }
    Ok((to, kept.len()))
}
