// The macro names the types of a query by a path that the lint finds too long.
#![allow(unused_qualifications)]

use access::Action;
use api::{AppState, Asked, Failure, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use base::Day;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::figure;
use crate::model::{Figure, IndicatorView};
use crate::rules::Chosen;

/// The browser keeps it for its one user and asks each time.
const PRIVATE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "private, no-cache");

/// The catalogue: what is counted, whose figure it is, and how it is counted in words.
#[utoipa::path(
    get, path = "/api/indicators", tag = "desk", operation_id = "indicators",
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, description = "all indicators", body = Vec<IndicatorView>), SignedFailures)
)]
pub async fn indicators(State(state): State<AppState>, _signed: Signed) -> Result<impl IntoResponse, Failure> {
    let now = state.now();
    let found = state.db.read(move |tx| figure::indicators(tx, now)).await?;
    Ok(([PRIVATE], Json(found)))
}

/// Which item and period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// One of the indicator's items, such as `vneid:6`; left out for an indicator that has none.
    #[serde(default)]
    #[param(example = "vneid:6")]
    item: String,
    /// `m:2026-11`, `q:2026-4`, `y:2026` or `all`; the reporting month that runs if it is left out.
    #[param(example = "m:2026-11")]
    period: Option<String>,
}

/// One figure taken apart: its definition, its breakdowns, and what each unit below adds.
#[utoipa::path(
    get, path = "/api/units/{unit}/figures/{indicator}", tag = "desk", operation_id = "unit_figure",
    params(
        ("unit" = Uuid, Path, description = "the unit's id"),
        ("indicator" = String, Path, description = "the indicator's code"),
        Which
    ),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, description = "the figure", body = Figure), SignedFailures)
)]
pub async fn figure(
    State(state): State<AppState>,
    signed: Signed,
    path: Result<Path<(Uuid, String)>, PathRejection>,
    Asked(asked): Asked<Which>,
) -> Result<impl IntoResponse, Failure> {
    let Path((unit, code)) = path.map_err(|_| Failure::not_found())?;
    let now = state.now();
    let chosen = Chosen::new(asked.period.as_deref(), Day::of(now))?;
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, Day::of(now))?;
        Ok::<_, Failure>(figure::figure(tx, &seen, (&code, &asked.item), (&chosen, now))?)
    });
    Ok(([PRIVATE], Json(found.await?)))
}
