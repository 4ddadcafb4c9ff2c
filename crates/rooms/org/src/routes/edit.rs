//! Teams and members changed by hand. Who may is asked in the transaction that writes.
// The macro of the contract writes the types of parameters with their paths.
#![allow(unused_qualifications)]

use access::Action;
use api::{AppState, Asked, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Day, Uuid};
use db::Tx;
use serde::Deserialize;
use utoipa::IntoParams;

use super::edit_wire::{Ending, MemberSaid, Saved, SomebodyShown, TeamSaid};
use crate::edit::{self, EditError};
use crate::import::Import;
use crate::store;

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Absent => Self::not_found(),
            EditError::Db(error) => error.into(),
            EditError::Refused(refusal) => Self::Refused {
                status: if refusal.conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY },
                code: refusal.code,
                params: refusal.params,
                message: refusal.message,
            },
        }
    }
}

/// Writes for a unit, where people there are the asker's to manage.
pub(super) async fn write<T: Send + 'static>(
    state: &AppState,
    signed: Signed,
    unit: impl FnMut(&mut Tx<'_>) -> Result<Uuid, Failure> + Send + 'static,
    work: impl FnMut(&mut Tx<'_>, &access::Scope, &Import<'_>) -> Result<T, EditError> + Send + 'static,
) -> Result<T, Failure> {
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope);
    let (mut unit, mut work) = (unit, work);
    let done = state.db.write(move |tx| {
        let unit = unit(tx)?;
        see(tx, &scope, Action::ManagePeople, unit, Day::of(now))?;
        Ok::<_, Failure>(work(tx, &scope, &Import { now, ids: &*ids, actor: Some(scope.account) })?)
    });
    done.await
}

/// The unit of a team.
pub(super) fn of_team(team: Uuid) -> impl FnMut(&mut Tx<'_>) -> Result<Uuid, Failure> + Send {
    move |tx| Ok(store::team(tx, team)?.ok_or_else(Failure::not_found)?.unit)
}

fn of_member(membership: Uuid) -> impl FnMut(&mut Tx<'_>) -> Result<Uuid, Failure> + Send {
    move |tx| {
        let (_, member) = store::edit::membership(tx, membership)?.ok_or_else(Failure::not_found)?;
        of_team(member.team)(tx)
    }
}

fn day(text: &str) -> Result<Day, Failure> {
    text.parse().map_err(|error: base::DayError| Failure::form(format!("day: {error}")))
}

/// Founds a team or a committee.
#[utoipa::path(
    post, path = "/api/units/{unit}/teams", tag = "desk", operation_id = "team_found",
    params(("unit" = Uuid, Path)), request_body = TeamSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "what is there speaks against it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn found(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Body(said): Body<TeamSaid>,
) -> Result<Json<Saved>, Failure> {
    let form = said.form();
    let id = write(
        &state,
        signed,
        move |_| Ok(unit),
        move |tx, _, by| {
            let unit = places::store::unit(tx, unit)?.ok_or(EditError::Absent)?;
            edit::found(tx, &unit, &form, by)
        },
    );
    Ok(Json(Saved { id: id.await? }))
}

/// Changes a team's name and founding decision.
#[utoipa::path(
    put, path = "/api/teams/{team}", tag = "desk", operation_id = "team_change",
    params(("team" = Uuid, Path)), request_body = TeamSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it, or what is there speaks against it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn change(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(team): IdPath,
    Body(said): Body<TeamSaid>,
) -> Result<Json<Saved>, Failure> {
    let (saw, form) = (said.saw, said.form());
    write(&state, signed, of_team(team), move |tx, _, by| edit::rename(tx, (team, saw), &form, by)).await?;
    Ok(Json(Saved { id: team }))
}

/// Closes a team; its members' memberships end with it.
#[utoipa::path(
    post, path = "/api/teams/{team}/close", tag = "desk", operation_id = "team_close",
    params(("team" = Uuid, Path)), request_body = Ending, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it", body = api::Problem),
        (status = 422, description = "the day cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn close(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(team): IdPath,
    Body(asked): Body<Ending>,
) -> Result<Json<Saved>, Failure> {
    let on = day(&asked.day)?;
    write(&state, signed, of_team(team), move |tx, _, by| edit::close(tx, (team, asked.saw), on, by)).await?;
    Ok(Json(Saved { id: team }))
}

/// Adds somebody to a team: somebody who is known, or somebody new.
#[utoipa::path(
    post, path = "/api/teams/{team}/members", tag = "desk", operation_id = "member_add",
    params(("team" = Uuid, Path)), request_body = MemberSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "they are known already, or what is there speaks against it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn add(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(team): IdPath,
    Body(said): Body<MemberSaid>,
) -> Result<Json<Saved>, Failure> {
    let form = said.form();
    let id = write(&state, signed, of_team(team), move |tx, scope, by| edit::add(tx, team, &form, (scope, by)));
    Ok(Json(Saved { id: id.await? }))
}

/// Changes a member.
#[utoipa::path(
    put, path = "/api/memberships/{id}", tag = "desk", operation_id = "member_change",
    params(("id" = Uuid, Path)), request_body = MemberSaid, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it, or what is there speaks against it", body = api::Problem),
        (status = 422, description = "a field cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn change_member(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(said): Body<MemberSaid>,
) -> Result<Json<Saved>, Failure> {
    let (saw, form) = (said.saw, said.form());
    write(&state, signed, of_member(id), move |tx, scope, by| edit::change(tx, (id, saw), &form, (scope, by))).await?;
    Ok(Json(Saved { id }))
}

/// Ends a membership.
#[utoipa::path(
    post, path = "/api/memberships/{id}/end", tag = "desk", operation_id = "member_end",
    params(("id" = Uuid, Path)), request_body = Ending, security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Saved),
        (status = 409, description = "somebody else changed it", body = api::Problem),
        (status = 422, description = "the day cannot be so", body = api::Problem),
        SignedFailures
    )
)]
pub async fn end_member(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
    Body(asked): Body<Ending>,
) -> Result<Json<Saved>, Failure> {
    let on = day(&asked.day)?;
    write(&state, signed, of_member(id), move |tx, _, by| edit::end(tx, (id, asked.saw), on, by)).await?;
    Ok(Json(Saved { id }))
}

/// Whom to look for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Whom {
    /// The beginnings of words of a name, with or without marks, or a whole phone number.
    #[param(max_length = 100)]
    q: String,
}

/// People who are or were in a team of this unit's commune, or where the asker manages people: to be taken into another team.
#[utoipa::path(
    get, path = "/api/units/{unit}/people", tag = "desk", operation_id = "people_search",
    params(("unit" = Uuid, Path), Whom), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<SomebodyShown>), SignedFailures)
)]
pub async fn people(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(whom): Asked<Whom>,
) -> Result<Json<Vec<SomebodyShown>>, Failure> {
    let (today, scope) = (state.today(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let part = see(tx, &scope, Action::ManagePeople, unit, today)?.unit.part;
        Ok::<_, Failure>((part, edit::search(tx, (part, unit), &scope, &whom.q, today)?))
    });
    let (part, found) = found.await?;
    state.note_read(&signed.scope, (part, unit), "members", found.len()).await?;
    Ok(Json(found.into_iter().map(SomebodyShown::from).collect()))
}
