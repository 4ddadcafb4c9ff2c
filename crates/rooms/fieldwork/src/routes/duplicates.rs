use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::Uuid;
use db::Tx;
use places::{Tier, Unit};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use access::Action;

use crate::duplicates::{Pair, pairs};
use crate::store;

/// Merges are shown, with the way back, for so many days.
const RECENT_DAYS: i64 = 30;
/// So many pairs are shown at once; the rest comes when these are settled.
const MOST: usize = 200;

/// Households that may be one, and what was merged of late.
#[derive(Serialize, ToSchema)]
pub struct Duplicates {
    /// The likeliest first.
    pairs: Vec<Pair>,
    /// The latest first: [{id, hamlet, hamlet_name, name, into_name, only_people, people, by, at, undone}]
    #[schema(value_type = Vec<Object>)]
    merges: Vec<Value>,
}

/// Households of a unit's hamlets that may be one, people of a household that may be, and the merges of the last 30 days.
#[utoipa::path(
    get, path = "/api/units/{unit}/duplicates", tag = "desk", operation_id = "duplicate_list",
    params(("unit" = Uuid, Path, description = "a hamlet or a unit above")),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Duplicates), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Duplicates>, Failure> {
    let (today, now) = (state.today(), state.now());
    let scope = signed.scope.clone();
    let listed = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::Lead, unit, today)?;
        // Who leads a unit's own team leads no hamlet below it, and reads none of its names.
        if seen.unit.tier != Tier::Hamlet && !scope.covers_on(Action::Lead, &seen.path, today) {
            return Ok((seen.unit.part, Duplicates { pairs: Vec::new(), merges: Vec::new() }));
        }
        let listed = read(tx, &seen.unit, now.plus_seconds(-RECENT_DAYS * 86_400))?;
        Ok::<_, Failure>((seen.unit.part, listed))
    });
    let (part, listed) = listed.await?;
    state.note_read(&signed.scope, (part, unit), "duplicates", listed.pairs.len() + listed.merges.len()).await?;
    Ok(Json(listed))
}

fn read(tx: &mut Tx<'_>, unit: &Unit, since: base::Instant) -> db::Result<Duplicates> {
    let mut all = Duplicates { pairs: Vec::new(), merges: Vec::new() };
    for (hamlets, mut cards) in store::cards(tx, unit)? {
        let apart = store::said_apart(tx, &hamlets)?;
        // Which of two would stand is decided by their visits: those of the pairs are counted, and no others.
        let shown: Vec<Uuid> = pairs(&cards, &apart).iter().flat_map(|pair| [pair.one.id, pair.other.id]).collect();
        cards.retain(|card| shown.contains(&card.id));
        let visits = store::visits_of(tx, hamlets.0, &shown)?;
        for card in &mut cards {
            card.visits = visits.get(&card.id).copied().unwrap_or_default();
        }
        let mut found = pairs(&cards, &apart);
        found.truncate(MOST);
        for pair in &mut found {
            pair.hamlet_name = hamlets.1.get(&pair.hamlet).cloned().unwrap_or_default();
        }
        all.pairs.extend(found);
        all.merges.extend(store::merges_since(tx, &hamlets, since)?);
    }
    Ok(all)
}
