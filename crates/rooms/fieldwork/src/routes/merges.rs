//! What an office or leader says at the desk of households that may be one, and of concurrent edits: the operations that a
//! phone would write, so that receipts, streams, figures and audit follow.

use ::sync::office::{self, Office, Piece};
use access::Action;
use api::{AppState, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Day, Uuid};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::Fieldwork;

/// Two households that are one; two people of one household where both are the same.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// The one that was there twice.
    household: Uuid,
    /// The one that stands.
    into: Uuid,
    /// Who of the first is whom of the second.
    #[serde(default)]
    #[schema(value_type = Vec<Vec<Uuid>>, max_items = 60)]
    residents: Vec<(Uuid, Uuid)>,
}

/// A merge that was wrong.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoBody {
    /// The merge.
    merge: Uuid,
}

/// Two that seem to be one and are not.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApartBody {
    /// One household.
    household: Uuid,
    /// The other; the same where it is about two of its people.
    other: Uuid,
    /// Those people.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>)]
    residents: Option<(Uuid, Uuid)>,
    /// False takes the word back.
    apart: bool,
}

/// The word on a concurrent edit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBody {
    /// Which.
    conflict: Uuid,
    /// `kept`: what stands stays; `lost`: the other value is set anew.
    value: String,
}

/// What was written down.
#[derive(Serialize, ToSchema)]
pub struct Said {
    /// The operation; of a merge, what an undo names.
    id: Uuid,
}

/// Merges two households of a hamlet, or two people of a household: both histories are kept, and it can be undone.
#[utoipa::path(
    post, path = "/api/units/{unit}/merges", tag = "desk", operation_id = "household_merge",
    params(("unit" = Uuid, Path, description = "the hamlet")), request_body = MergeBody,
    security(("cookie" = []), ("token" = [])), responses((status = 200, body = Said), SignedFailures)
)]
pub async fn merge(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(MergeBody { household, into, residents }): Body<MergeBody>,
) -> Result<Json<Said>, Failure> {
    let day = state.today();
    let body = json!({ "household": household, "into": into, "residents": residents, "day": day });
    say(state, signed, unit, ("household.merge", body)).await
}

/// Undoes a merge: both are as they were, with what was recorded since.
#[utoipa::path(
    post, path = "/api/units/{unit}/merges/undo", tag = "desk", operation_id = "household_unmerge",
    params(("unit" = Uuid, Path, description = "the hamlet")), request_body = UndoBody,
    security(("cookie" = []), ("token" = [])), responses((status = 200, body = Said), SignedFailures)
)]
pub async fn unmerge(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(UndoBody { merge }): Body<UndoBody>,
) -> Result<Json<Said>, Failure> {
    say(state, signed, unit, ("household.unmerge", json!({ "merge": merge }))).await
}

/// Remembers that two are not one, so that they are not asked about again; or takes that back.
#[utoipa::path(
    post, path = "/api/units/{unit}/apart", tag = "desk", operation_id = "household_apart",
    params(("unit" = Uuid, Path, description = "the hamlet")), request_body = ApartBody,
    security(("cookie" = []), ("token" = [])), responses((status = 200, body = Said), SignedFailures)
)]
pub async fn apart(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(ApartBody { household, other, residents, apart }): Body<ApartBody>,
) -> Result<Json<Said>, Failure> {
    let body = json!({ "household": household, "other": other, "residents": residents, "apart": i64::from(apart) });
    say(state, signed, unit, ("household.apart", body)).await
}

/// Settles a concurrent edit: the value that stands is confirmed, or the other one is set anew.
#[utoipa::path(
    post, path = "/api/units/{unit}/conflicts/settle", tag = "desk", operation_id = "conflict_settle",
    params(("unit" = Uuid, Path, description = "the hamlet")), request_body = SettleBody,
    security(("cookie" = []), ("token" = [])), responses((status = 200, body = Said), SignedFailures)
)]
pub async fn settle(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(SettleBody { conflict, value }): Body<SettleBody>,
) -> Result<Json<Said>, Failure> {
    say(state, signed, unit, ("conflict.settle", json!({ "conflict": conflict, "value": value }))).await
}

/// Writes one operation of the desk down, if its author leads there; or says why not.
async fn say(state: AppState, signed: Signed, unit: Uuid, piece: Piece) -> Result<Json<Said>, Failure> {
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope.clone());
    let said = state.db.write(move |tx| {
        let seen = see(tx, &scope, Action::Lead, unit, Day::of(now))?;
        let office = Office { now, ids: &*ids, scope: scope.clone(), list: ids.id(now) };
        let written = office::bring_in(tx, &Fieldwork, seen.unit.part, &office, vec![piece.clone()])?;
        written.map_err(|refusal| failure(refusal.code, refusal.params))
    });
    let id = said.await?.first().copied().ok_or_else(Failure::not_found)?;
    Ok(Json(Said { id }))
}

/// What is hidden and what is absent answer alike; the rest says why.
fn failure(code: &'static str, params: Value) -> Failure {
    if code == "not_allowed" || (code == "field_wrong" && params["field"] != "residents") {
        return Failure::not_found();
    }
    let message = format!("this cannot be written down: {code}");
    Failure::Refused { status: StatusCode::CONFLICT, code, params, message }
}
