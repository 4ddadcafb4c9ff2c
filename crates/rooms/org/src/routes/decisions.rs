//! Decisions about teams, with their papers.
// The macro of the contract writes the types of parameters with their paths.
#![allow(unused_qualifications)]

use access::Action;
use api::{AppState, Asked, Body, Failure, IdPath, Signed, SignedFailures};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::Uuid;
use db::Tx;
use serde::Deserialize;
use utoipa::IntoParams;

use super::edit::{of_team, write};
use super::edit_wire::{DecisionSaid, Saved};
use crate::edit::{self, Paper};
use crate::store;

fn of_decision(decision: Uuid) -> impl FnMut(&mut Tx<'_>) -> Result<Uuid, Failure> + Send {
    move |tx| {
        let (_, team) = store::papers::team_of(tx, decision)?.ok_or_else(Failure::not_found)?;
        of_team(team)(tx)
    }
}

/// Adds a decision about a team.
#[utoipa::path(
    post, path = "/api/teams/{team}/decisions", tag = "desk", operation_id = "decision_add",
    params(("team" = Uuid, Path)), request_body = DecisionSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn add(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(team): IdPath,
    Body(said): Body<DecisionSaid>,
) -> Result<Json<Saved>, Failure> {
    let form = said.form();
    let id = write(&state, signed, of_team(team), move |tx, _, by| edit::decide(tx, team, &form, by));
    Ok(Json(Saved { id: id.await? }))
}

/// Changes a decision after the founding one, which is changed with its team.
#[utoipa::path(
    put, path = "/api/decisions/{decision}", tag = "desk", operation_id = "decision_change",
    params(("decision" = Uuid, Path)), request_body = DecisionSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn change(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(said): Body<DecisionSaid>,
) -> Result<Json<Saved>, Failure> {
    let (saw, form) = (said.saw, said.form());
    write(&state, signed, of_decision(id), move |tx, _, by| edit::redecide(tx, (id, saw), &form, by)).await?;
    Ok(Json(Saved { id }))
}

/// As which revision somebody saw it.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Saw {
    /// The revision that the editor saw.
    saw: i64,
}

/// Takes a decision after the founding one off the list, with its paper.
#[utoipa::path(
    delete, path = "/api/decisions/{decision}", tag = "desk", operation_id = "decision_remove",
    params(("decision" = Uuid, Path), Saw), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it", body = api::Problem),
        SignedFailures
    )
)]
pub async fn remove(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Asked(Saw { saw }): Asked<Saw>,
) -> Result<Json<Saved>, Failure> {
    write(&state, signed, of_decision(id), move |tx, _, by| edit::take_away(tx, (id, saw), by)).await?;
    Ok(Json(Saved { id }))
}

/// What the paper is called.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Called {
    /// The file's name.
    #[param(max_length = 200)]
    name: String,
}

/// Attaches the paper of a decision: PDF, JPEG or PNG, at most 5 MB. It stands in place of the one before.
#[utoipa::path(
    put, path = "/api/decisions/{decision}/file", tag = "desk", operation_id = "decision_attach",
    params(("decision" = Uuid, Path), Called),
    request_body(content = api::Binary, content_type = "application/octet-stream", description = "the file"),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "it is no such paper", body = api::Problem),
        SignedFailures
    )
)]
pub async fn attach(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Asked(called): Asked<Called>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Saved>, Failure> {
    is_file(&headers)?;
    let name = called.name;
    write(&state, signed, of_decision(id), move |tx, _, by| edit::attach(tx, id, (&name, &body), by)).await?;
    Ok(Json(Saved { id }))
}

/// The paper of a decision, to be saved.
#[utoipa::path(
    get, path = "/api/decisions/{decision}/file", tag = "desk", operation_id = "decision_file",
    params(("decision" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the file", content_type = "application/octet-stream", body = api::Binary),
        SignedFailures
    )
)]
pub async fn file(State(state): State<AppState>, signed: Signed, IdPath(id): IdPath) -> Result<Response, Failure> {
    let today = state.today();
    let scope = signed.scope.clone();
    let found = state.db.read(move |tx| {
        let (part, team) = store::papers::team_of(tx, id)?.ok_or_else(Failure::not_found)?;
        let unit = of_team(team)(tx)?;
        // A paper lists people by name.
        api::see_any(tx, &scope, &[Action::ManagePeople, Action::SeeNames], unit, today)?;
        Ok::<_, Failure>(((part, unit), edit::paper(tx, part, id)?))
    });
    let (place, paper) = found.await?;
    state.note_read(&signed.scope, place, "decision", 1).await?;
    Ok(download(paper))
}

fn download(paper: Paper) -> Response {
    let named = format!("attachment; filename*=UTF-8''{}", escaped(&paper.name));
    let mut response = paper.bytes.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, paper.kind.as_str()),
        (header::CONTENT_DISPOSITION, named.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// A name as RFC 5987 writes it in a header.
fn escaped(name: &str) -> String {
    use std::fmt::Write;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

fn is_file(headers: &HeaderMap) -> Result<(), Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/octet-stream") {
        return Ok(());
    }
    let message = "send the file as application/octet-stream";
    Err(Failure::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type_wrong", message))
}
