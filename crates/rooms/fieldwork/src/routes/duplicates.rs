use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use places::Tier;

use crate::duplicates::{Duplicates, found};

/// Merges are shown, with the way back, for so many days.
const RECENT_DAYS: i64 = 30;

/// Households of a unit's hamlets that may be one, people of a household that may be, and the merges of the last 30 days.
#[utoipa::path(
    get, path = "/api/units/{unit}/duplicates", tag = "desk", operation_id = "duplicate_list",
    params(("unit" = base::Uuid, Path, description = "a hamlet or a unit above")),
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
        let listed = found(tx, &seen.unit, now.plus_seconds(-RECENT_DAYS * 86_400))?;
        Ok::<_, Failure>((seen.unit.part, listed))
    });
    let (part, listed) = listed.await?;
    state.note_read(&signed.scope, (part, unit), "duplicates", listed.pairs.len() + listed.merges.len()).await?;
    Ok(Json(listed))
}
