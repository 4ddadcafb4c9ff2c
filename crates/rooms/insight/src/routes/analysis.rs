//! A unit looked at closely, a section each.

// The macro names the types of a query by a path that the lint finds too long.
#![allow(unused_qualifications)]

use access::Action;
use api::{AppState, Asked, Failure, IdPath, Signed, SignedFailures, see};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base::{Day, derived_id};
use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::tag::{Known, tagged};
use crate::analysis::{
    self, ComparePage, CoveragePage, DifficultiesPage, GroupsPage, Look, StepsPage, TeamPage, TrendPage, Wanted,
    WarningsPage,
};
use crate::dashboard;
use crate::rules::Refused;

/// What to look at; a section takes what it needs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AnalysisQuery {
    /// `m:2026-11`, `q:2026-4`, `y:2026` or `all`; the reporting month that runs if it is left out.
    #[param(example = "m:2026-11")]
    period: Option<String>,
    /// The code of a skill; VNeID if it is left out.
    #[param(example = "vneid")]
    skill: Option<String>,
    /// The code of an indicator, for a trend and a comparison.
    #[param(example = "visits")]
    indicator: Option<String>,
    /// One of its items.
    #[serde(default)]
    item: String,
    /// The calendar of a trend.
    #[param(example = "reporting_month")]
    step: Option<String>,
    /// The first day of a trend.
    #[param(example = "2026-01-01")]
    from: Option<String>,
    /// The last day of a trend.
    #[param(example = "2026-11-24")]
    to: Option<String>,
}

impl AnalysisQuery {
    fn wanted(self) -> Result<Wanted, Refused> {
        let day = |text: Option<String>| {
            let read =
                |text: String| text.parse::<Day>().map_err(|_| Refused::PeriodWrong(text.chars().take(20).collect()));
            text.filter(|text| !text.is_empty()).map(read).transpose()
        };
        let days = (day(self.from)?, day(self.to)?);
        let Self { period, skill, indicator, item, step, .. } = self;
        Ok(Wanted { period, skill, indicator, item, step, days, named: false })
    }
}

type Section<P> = fn(&mut Tx<'_>, &Look<'_>) -> Result<P, Refused>;

/// One section, unless the asker holds this state of it.
async fn answer<P: Serialize + Send + 'static>(
    state: AppState,
    signed: Signed,
    unit: Uuid,
    (asked, headers): (AnalysisQuery, HeaderMap),
    section: Section<P>,
) -> Result<Response, Failure> {
    let now = state.now();
    let known = Known::of(&headers);
    let question = format!("{} {asked:?}", std::any::type_name::<P>());
    let mut wanted = asked.wanted()?;
    let answer = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, Day::of(now))?;
        let may = |action| signed.scope.permits_on(action, &seen.path, Day::of(now));
        wanted.named = may(Action::SeeNames) || may(Action::ManagePeople);
        let fresh = dashboard::state(tx, unit, now)?;
        let minute = now.millis().div_euclid(60_000) % 1_440;
        let named = derived_id(&format!("{question} {}", wanted.named));
        let tag = format!("W/\"{unit}:{}:{named}:{}:{minute}\"", fresh.version, Day::of(now));
        if known.has(&tag) {
            return Ok((tag, None));
        }
        let look = Look::at(tx, &seen, &fresh, &wanted, now)?;
        Ok::<_, Failure>((tag, Some(section(tx, &look)?)))
    });
    let (tag, page) = answer.await?;
    Ok(tagged(tag, page))
}

/// One figure over time, in any calendar.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/trend", tag = "desk", operation_id = "analysis_trend",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = TrendPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn trend(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<TrendPage>(state, signed, unit, (asked, headers), analysis::trend).await
}

/// One skill by sex and age group.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/groups", tag = "desk", operation_id = "analysis_groups",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = GroupsPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn groups(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<GroupsPage>(state, signed, unit, (asked, headers), analysis::groups).await
}

/// The ladder of one skill, and who moved on it from rung to rung.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/steps", tag = "desk", operation_id = "analysis_steps",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = StepsPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn steps(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<StepsPage>(state, signed, unit, (asked, headers), analysis::steps).await
}

/// Households by when someone was last met, as of today.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/coverage", tag = "desk", operation_id = "analysis_coverage",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = CoveragePage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn coverage(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<CoveragePage>(state, signed, unit, (asked, headers), analysis::coverage).await
}

/// Why people do not use it, and homes without device or signal.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/difficulties", tag = "desk", operation_id = "analysis_difficulties",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = DifficultiesPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn difficulties(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<DifficultiesPage>(state, signed, unit, (asked, headers), analysis::difficulties).await
}

/// What teams did, and how the work is shared out. Members have names only for who may see them.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/team", tag = "desk", operation_id = "analysis_team",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = TeamPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn team(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<TeamPage>(state, signed, unit, (asked, headers), analysis::team).await
}

/// Early warnings about the units directly below, each with its rule.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/warnings", tag = "desk", operation_id = "analysis_warnings",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = WarningsPage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn warnings(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<WarningsPage>(state, signed, unit, (asked, headers), analysis::warnings).await
}

/// One figure of the units below beside each other, with what it is measured by.
#[utoipa::path(
    get, path = "/api/units/{unit}/analysis/compare", tag = "desk", operation_id = "analysis_compare",
    params(("unit" = Uuid, Path, description = "the unit's id"), AnalysisQuery),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "the section", body = ComparePage, headers(("ETag" = String, description = "names this state"))),
        (status = 304, description = "nothing is new"),
        SignedFailures
    )
)]
pub async fn compare(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<AnalysisQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer::<ComparePage>(state, signed, unit, (asked, headers), analysis::compare).await
}
