//! An office's list of households: seen first, then brought in, then taken back if it was wrong; and what it counts.

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see_all};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use db::Tx;
use org::import::Import;
use org::lists::{self as kept, HOUSEHOLDS, Kept, ListError};
use org::upload::{Did, Given, KeptShown, ListBody, ListForm, Upload, Way, refused, take};
use places::Tier;
use roster::Kind;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{lists, store};

const SEE: Way = Way { kind: Kind::Households, action: Action::Lead, write: false };
const WRITE: Way = Way { write: true, ..SEE };

/// A file of households, row by row: what it was understood as, and what would become of it. Nothing is written.
#[utoipa::path(
    post, path = "/api/units/{unit}/lists/households/preview", tag = "desk", operation_id = "household_list_preview",
    params(("unit" = Uuid, Path)),
    request_body(content = ListForm, content_type = "multipart/form-data"),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = ListBody),
        (status = 422, description = "nothing can be made of the file", body = api::Problem),
        SignedFailures
    )
)]
pub async fn preview(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    upload: Upload,
) -> Result<Json<ListBody>, Failure> {
    take(state, signed, (unit, upload), SEE, bring_in).await
}

/// Brings the file in as the preview showed it: all its rows, but those that are left out, or nothing.
#[utoipa::path(
    post, path = "/api/units/{unit}/lists/households", tag = "desk", operation_id = "household_list_import",
    params(("unit" = Uuid, Path)),
    request_body(content = ListForm, content_type = "multipart/form-data"),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = ListBody),
        (status = 422, description = "something has to be mended first", body = api::Problem),
        SignedFailures
    )
)]
pub async fn import(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    upload: Upload,
) -> Result<Json<ListBody>, Failure> {
    take(state, signed, (unit, upload), WRITE, bring_in).await
}

fn bring_in(tx: &mut Tx<'_>, given: &Given<'_>) -> Result<(Did, Option<Uuid>), ListError> {
    let said = given.said;
    let wanted = lists::Wanted {
        unit: Some(given.commune),
        file: given.file,
        leave_out: said.leave_out.clone(),
        settled: said.settled.clone(),
        only_look: given.file.is_none(),
    };
    let (report, list) = lists::bring_in(tx, given.reading, &wanted, (&given.by, given.scope.clone()))?;
    Ok((report.into(), list))
}

/// Takes a list of households back, within a day and where nothing was built on it.
#[utoipa::path(
    post, path = "/api/household-lists/{list}/undo", tag = "desk", operation_id = "household_list_undo",
    params(("list" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = KeptShown),
        (status = 409, description = "it is too late, or later work builds on it", body = api::Problem),
        SignedFailures
    )
)]
pub async fn undo(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(list): IdPath,
) -> Result<Json<KeptShown>, Failure> {
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope.clone());
    let kept = state.db.write(move |tx| {
        let kept = kept::one(tx, list)?.filter(|kept| kept.kind == HOUSEHOLDS).ok_or_else(Failure::not_found)?;
        see_all(tx, &scope, &[Action::Lead], kept.unit, Day::of(now))?;
        let by = Import { now, ids: &*ids, actor: Some(scope.account) };
        lists::undo(tx, &kept, (&by, scope.clone())).map_err(refused)?;
        Ok::<_, Failure>(Kept { undone_at: Some(now), ..kept })
    });
    Ok(Json(KeptShown::new(kept.await?, now)))
}

/// How many of a hamlet are so, as its newest list says.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountShown {
    hamlet: Uuid,
    hamlet_name: String,
    /// `poverty`: households; `ethnicity`: people.
    kind: String,
    /// poor, near_poor, none, unknown; for ethnicity as the list writes it.
    item: String,
    count: i64,
    /// When that list came in, milliseconds since 1970.
    at: i64,
}

/// What the newest lists count of poverty and ethnicity, hamlet by hamlet.
#[utoipa::path(
    get, path = "/api/units/{unit}/hamlet-counts", tag = "desk", operation_id = "hamlet_counts",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<CountShown>), SignedFailures)
)]
pub async fn counts(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<CountShown>>, Failure> {
    let (today, scope) = (state.today(), signed.scope.clone());
    let counts = state.db.read(move |tx| {
        // Counts as small as a hamlet's can point at somebody: they stay with those who may see names there.
        let seen = see_all(tx, &scope, &[Action::SeeNames], unit, today)?;
        let map = places::store::map_in_force(tx)?;
        let mut hamlets = places::store::subtree(tx, seen.unit.id, map, Some(today))?;
        hamlets.retain(|unit| unit.tier == Tier::Hamlet);
        hamlets.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        let ids: Vec<Uuid> = hamlets.iter().map(|unit| unit.id).collect();
        let mut found = Vec::new();
        let rows = store::protected::counts(tx, seen.unit.part, &ids)?;
        for hamlet in &hamlets {
            found.extend(rows.iter().filter(|row| row.hamlet == hamlet.id).map(|row| CountShown {
                hamlet: row.hamlet,
                hamlet_name: hamlet.full_name.clone(),
                kind: row.kind.clone(),
                item: row.item.clone(),
                count: row.count,
                at: row.at.millis(),
            }));
        }
        Ok::<_, Failure>(found)
    });
    Ok(Json(counts.await?))
}
