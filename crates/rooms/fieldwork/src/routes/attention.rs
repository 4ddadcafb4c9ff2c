use std::sync::Arc;

use ::sync::wire::Fate;
use ::sync::{Service, Settlement};
use access::{Action, Scope};
use api::{AppState, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::extract::State;
use axum::{Extension, Json};
use base::{Day, Uuid};
use places::Tier;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::store;

/// What has to be looked at in a unit's hamlets.
#[derive(Default, Serialize, ToSchema)]
pub struct Attention {
    /// Refused work that nobody has settled: [{id, hamlet, subject_name, …}]
    #[schema(value_type = Vec<Object>)]
    refused: Vec<Value>,
    /// Work of revoked phones, and work handed over from elsewhere.
    #[schema(value_type = Vec<Object>)]
    quarantine: Vec<Value>,
    /// Values that lost in concurrent edits.
    #[schema(value_type = Vec<Object>)]
    conflicts: Vec<Value>,
    /// Members whose phone has not called for a week, with how much it said it still held.
    #[schema(value_type = Vec<Object>)]
    silent: Vec<Value>,
    /// Phones off the list on which, by their own word, work is still waiting: [{id, name, label, seen_at, held, …}]
    #[schema(value_type = Vec<Object>)]
    lost: Vec<Value>,
}

/// A word to the author.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Why it goes back.
    #[serde(default)]
    #[schema(max_length = 500)]
    word: String,
}

/// What a leader or officer has to look at: refusals, quarantine, conflicts, silent and lost phones.
#[utoipa::path(
    get, path = "/api/units/{unit}/attention", tag = "desk", operation_id = "attention_list",
    params(("unit" = Uuid, Path, description = "a hamlet or a unit above")),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Attention), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Attention>, Failure> {
    let today = state.today();
    let scope = signed.scope.clone();
    let listed = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::Lead, unit, today)?;
        // Who leads a unit's own team leads no hamlet below it, and reads none of its names.
        if seen.unit.tier != Tier::Hamlet && !scope.covers_on(Action::Lead, &seen.path, today) {
            return Ok((seen.unit.part, Attention::default()));
        }
        let [refused, quarantine, conflicts, silent, lost] = store::attention(tx, &seen.unit, today)?;
        Ok::<_, Failure>((seen.unit.part, Attention { refused, quarantine, conflicts, silent, lost }))
    });
    let (part, listed) = listed.await?;
    let Attention { refused, quarantine, conflicts, silent, lost } = &listed;
    let named = refused.len() + quarantine.len() + conflicts.len() + silent.len() + lost.len();
    state.note_read(&signed.scope, (part, unit), "attention", named).await?;
    Ok(Json(listed))
}

/// Accepts work that waits on the list: it counts as its author wrote it.
#[utoipa::path(
    post, path = "/api/attention/{id}/accept", tag = "desk", operation_id = "attention_accept",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Fate), SignedFailures)
)]
pub async fn accept(
    State(state): State<AppState>,
    Extension(service): Extension<Arc<Service>>,
    signed: Signed,
    IdPath(id): IdPath,
) -> Result<Json<Fate>, Failure> {
    settle(&state, &service, &signed.scope, id, Settlement::Accept).await
}

/// Sends work that waits on the list back to its author.
#[utoipa::path(
    post, path = "/api/attention/{id}/return", tag = "desk", operation_id = "attention_return",
    params(("id" = Uuid, Path)), request_body = Word, security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Fate), SignedFailures)
)]
pub async fn send_back(
    State(state): State<AppState>,
    Extension(service): Extension<Arc<Service>>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(Word { word }): Body<Word>,
) -> Result<Json<Fate>, Failure> {
    if word.chars().count() > 500 {
        return Err(Failure::form("the word is longer than 500 letters"));
    }
    settle(&state, &service, &signed.scope, id, Settlement::Return(word)).await
}

/// Takes a refusal off the list: it was seen, nothing else happens.
#[utoipa::path(
    post, path = "/api/attention/{id}/seen", tag = "desk", operation_id = "attention_seen",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Fate), SignedFailures)
)]
pub async fn seen(
    State(state): State<AppState>,
    Extension(service): Extension<Arc<Service>>,
    signed: Signed,
    IdPath(id): IdPath,
) -> Result<Json<Fate>, Failure> {
    settle(&state, &service, &signed.scope, id, Settlement::Seen).await
}

/// The parts in which the asker may lead: those of the units that their grants name.
fn parts_of(tx: &mut db::Tx<'_>, scope: &Scope) -> db::Result<Vec<i64>> {
    let mut parts = vec![scope.part];
    for unit in places::store::units(tx, &scope.grants.iter().map(|grant| grant.unit).collect::<Vec<_>>())? {
        if !parts.contains(&unit.part) {
            parts.push(unit.part);
        }
    }
    Ok(parts)
}

async fn settle(
    state: &AppState,
    service: &Service,
    scope: &Arc<Scope>,
    id: Uuid,
    settlement: Settlement,
) -> Result<Json<Fate>, Failure> {
    let (today, who): (Day, _) = (state.today(), scope.clone());
    let found = state.db.read(move |tx| {
        // An officer's own part is where the hamlets of their commune lie; a unit of several parts asks each.
        let parts = parts_of(tx, &who)?;
        let (part, hamlet) = store::attention_place(tx, &parts, id)?.ok_or_else(Failure::not_found)?;
        see(tx, &who, Action::Lead, hamlet, today)?;
        Ok::<_, Failure>((part, hamlet))
    });
    let (part, hamlet) = found.await?;
    let fate = service.settle(part, (hamlet, id, scope.account), settlement).await.map_err(super::failure)?;
    fate.map(Json).ok_or_else(Failure::not_found)
}
