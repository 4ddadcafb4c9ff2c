// The macro names the types of a query by a path that the lint finds too long.
#![allow(unused_qualifications)]

use std::sync::Arc;

use access::Action;
use api::{AppState, Asked, Failure, IdPath, Signed, SignedFailures, see};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base::Day;
use serde::Deserialize;
use utoipa::IntoParams;

use super::tag::{Known, tagged};
use crate::dashboard;
use crate::memo::SendingMemo;
use crate::model::Dashboard;
use crate::rules::Chosen;

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Period {
    /// `m:2026-11`, `q:2026-4`, `y:2026` or `all`; the reporting month that runs if it is left out.
    #[param(example = "m:2026-11")]
    period: Option<String>,
}

/// One unit's page: the big numbers, where people stand, who is not asked yet, the units below.
///
/// The ETag names the unit's version: ask again with If-None-Match when the stream says that there is a new one.
#[utoipa::path(
    get, path = "/api/units/{unit}/dashboard", tag = "desk", operation_id = "unit_dashboard",
    params(("unit" = uuid::Uuid, Path, description = "the unit's id"), Period),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the page", body = Dashboard, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn dashboard(
    State(state): State<AppState>,
    Extension(memo): Extension<Arc<SendingMemo>>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<Period>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let now = state.now();
    let chosen = Chosen::new(asked.period.as_deref(), Day::of(now))?;
    let known = Known::of(&headers);
    let answer = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, Day::of(now))?;
        let fresh = dashboard::state(tx, unit, now)?;
        let tag = fresh.etag(unit, &chosen, now);
        if known.has(&tag) {
            return Ok((tag, None));
        }
        Ok::<_, Failure>((tag, Some(dashboard::page(tx, &memo, &seen, &fresh, (&chosen, now))?)))
    });
    let (tag, page) = answer.await?;
    Ok(tagged(tag, page))
}
