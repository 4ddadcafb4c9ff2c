// The macro names the types of a query by a path that the lint finds too long.
#![allow(unused_qualifications)]

use access::Action;
use api::{AppState, Asked, Body, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use base::Day;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::{Entering, SentOverview, SentTable};
use super::{By, keep, overview, table};

/// The figures that other offices sent about a unit: the newest of each.
#[utoipa::path(
    get, path = "/api/units/{unit}/sent", tag = "desk", operation_id = "unit_sent",
    params(("unit" = uuid::Uuid, Path, description = "the unit's id")),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, description = "what was sent", body = SentOverview), SignedFailures)
)]
pub async fn of_unit(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<SentOverview>, Failure> {
    let today = state.today();
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, today)?;
        Ok::<_, Failure>(overview(tx, &signed.scope, &seen, today)?)
    });
    Ok(Json(found.await?))
}

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `m:2026-11`, `q:2026-4` or `y:2026`, as the figure is sent; the last that is over if it is left out.
    #[param(example = "m:2026-11")]
    period: Option<String>,
}

/// One figure that another office sends, in one period: a unit and those directly below, with what was sent before, and what
/// is counted of the same thing.
#[utoipa::path(
    get, path = "/api/units/{unit}/sent/{indicator}", tag = "desk", operation_id = "unit_sent_table",
    params(
        ("unit" = Uuid, Path, description = "the unit's id"),
        ("indicator" = String, Path, description = "the indicator's code"),
        Which
    ),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, description = "the table", body = SentTable), SignedFailures)
)]
pub async fn of_indicator(
    State(state): State<AppState>,
    signed: Signed,
    path: Result<Path<(Uuid, String)>, PathRejection>,
    Asked(asked): Asked<Which>,
) -> Result<Json<SentTable>, Failure> {
    let Path((unit, code)) = path.map_err(|_| Failure::not_found())?;
    let today = state.today();
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, today)?;
        Ok::<_, Failure>(table(tx, &signed.scope, &seen, (&code, asked.period.as_deref()), today)?)
    });
    Ok(Json(found.await?))
}

/// Enters figures of one indicator and period: all of them, or none. What stands there stays to be seen beside its correction.
#[utoipa::path(
    post, path = "/api/units/{unit}/sent/{indicator}", tag = "desk", operation_id = "unit_sent_enter",
    params(
        ("unit" = Uuid, Path, description = "the unit's id"),
        ("indicator" = String, Path, description = "the indicator's code")
    ),
    request_body = Entering,
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the table with what is new", body = SentTable),
        (status = 409, description = "somebody else entered one of them meanwhile", body = api::Problem),
        (status = 422, description = "a figure, the day or the document does not fit", body = api::Problem),
        SignedFailures
    )
)]
pub async fn enter(
    State(state): State<AppState>,
    signed: Signed,
    path: Result<Path<(Uuid, String)>, PathRejection>,
    Body(asked): Body<Entering>,
) -> Result<Json<SentTable>, Failure> {
    let Path((unit, code)) = path.map_err(|_| Failure::not_found())?;
    let now = state.now();
    let kept = state.db.write(move |tx| {
        let (scope, today) = (&signed.scope, Day::of(now));
        let seen = see(tx, scope, Action::EnterFigures, unit, today)?;
        if !scope.enters_on(&seen.path, today).contains(code.as_str()) {
            return Err(Failure::not_allowed(Action::EnterFigures));
        }
        keep(tx, By { scope, now }, &seen, (&code, &asked))?;
        Ok(table(tx, scope, &seen, (&code, Some(&asked.period)), today)?)
    });
    Ok(Json(kept.await?))
}
