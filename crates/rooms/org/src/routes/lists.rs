//! A roster of an office, and all lists that came in for a commune.

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see_all};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use db::Tx;
use roster::Kind;

use crate::import::Import;
use crate::lists::{self, Kept, ListError, ROSTER, Wanted};
use crate::upload::{Did, Given, KeptShown, ListBody, ListForm, Upload, Way, refused, take};

const SEE: Way = Way { kind: Kind::Roster, action: Action::ManagePeople, write: false };
const WRITE: Way = Way { write: true, ..SEE };

/// A file of members of teams, row by row: what it was understood as, and what would become of it. Nothing is written.
#[utoipa::path(
    post, path = "/api/units/{unit}/lists/roster/preview", tag = "desk", operation_id = "list_preview",
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
    post, path = "/api/units/{unit}/lists/roster", tag = "desk", operation_id = "list_import",
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
    let (leave_out, settled) = (given.said.leave_out.clone(), given.said.settled.clone());
    let wanted = Wanted { unit: Some(given.commune), file: given.file, leave_out, settled };
    let (report, list) = lists::bring_in(tx, given.reading, &wanted, &given.by)?;
    Ok((report.into(), list))
}

/// The lists that came in for a commune, the newest first.
#[utoipa::path(
    get, path = "/api/units/{unit}/lists", tag = "desk", operation_id = "list_history",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<KeptShown>), SignedFailures)
)]
pub async fn history(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<KeptShown>>, Failure> {
    let (now, scope) = (state.now(), signed.scope.clone());
    let kept = state.db.read(move |tx| {
        let seen = see_all(tx, &scope, &[Action::ManagePeople], unit, Day::of(now))?;
        Ok::<_, Failure>(lists::history(tx, &seen.unit)?)
    });
    Ok(Json(kept.await?.into_iter().map(|kept| KeptShown::new(kept, now)).collect()))
}

/// Takes a roster back, within a day and where nothing was built on it.
#[utoipa::path(
    post, path = "/api/lists/{list}/undo", tag = "desk", operation_id = "list_undo",
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
        let kept = lists::one(tx, list)?.filter(|kept| kept.kind == ROSTER).ok_or_else(Failure::not_found)?;
        see_all(tx, &scope, &[Action::ManagePeople], kept.unit, Day::of(now))?;
        let by = Import { now, ids: &*ids, actor: Some(scope.account) };
        lists::undo(tx, &kept, &by).map_err(refused)?;
        Ok::<_, Failure>(Kept { undone_at: Some(now), ..kept })
    });
    Ok(Json(KeptShown::new(kept.await?, now)))
}
