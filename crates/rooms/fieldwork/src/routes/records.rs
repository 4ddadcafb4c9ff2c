//! What a hamlet's figure is made of, and one household: names, so each read is noted.

// The macro names the types of a query by a path that the lint finds too long.
#![allow(unused_qualifications)]

use std::collections::BTreeMap;

use access::Action;
use api::{AppState, Asked, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Day, Period, PeriodKind, Uuid};
use counting::catalogue::{self, Kind};
use places::Tier;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::model::Top;
use crate::records::{self, Records, Which};
use crate::store;

/// Which figure.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Figure {
    /// The indicator's code.
    #[param(example = "visits")]
    indicator: String,
    /// Its item.
    #[serde(default)]
    item: String,
    /// `m:2026-11`, `q:2026-4`, `y:2026` or `all`; the reporting month that runs if it is left out.
    period: Option<String>,
}

/// The households or people that a hamlet's figure is made of. What each adds comes to the figure.
#[utoipa::path(
    get, path = "/api/units/{unit}/records", tag = "desk", operation_id = "figure_records",
    params(("unit" = Uuid, Path, description = "a hamlet"), Figure),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = Records),
        (status = 422, description = "records are kept hamlet by hamlet", body = api::Problem),
        SignedFailures
    )
)]
pub async fn records(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(asked): Asked<Figure>,
) -> Result<Json<Records>, Failure> {
    let today = state.today();
    let wrong = |code, text: &str| Failure::refused(StatusCode::BAD_REQUEST, code, text);
    let period = match asked.period.as_deref() {
        None => Period::containing(PeriodKind::Month, today),
        Some(key) => Period::parse(key).filter(|period| period.from <= today).ok_or_else(|| {
            let said: String = key.chars().take(20).collect();
            Failure::Refused {
                status: StatusCode::BAD_REQUEST,
                code: "period_wrong",
                params: serde_json::json!({ "period": said }),
                message: "no period that has begun; write m:2026-11, q:2026-4, y:2026 or all".into(),
            }
        })?,
    };
    let indicator = catalogue::find(&asked.indicator)
        .ok_or_else(|| wrong("indicator_unknown", "no such indicator; GET /api/indicators lists them"))?;
    let scope = signed.scope.clone();
    let listed = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeNames, unit, today)?;
        if seen.unit.tier != Tier::Hamlet {
            let text = "records are kept hamlet by hamlet: open a hamlet";
            return Err(Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, "records_of_hamlets", text));
        }
        if !records::is_recorded(indicator) {
            return Ok((seen.unit.part, Records { kind: "none".into(), ..Records::default() }));
        }
        let day = if indicator.kind == Kind::Latest { today } else { period.to.min(today) };
        let which = Which { indicator, item: &asked.item, period: &period, day };
        Ok::<_, Failure>((seen.unit.part, records::of(tx, &seen.unit, &which)?))
    });
    let (part, listed) = listed.await?;
    state.note_read(&signed.scope, (part, unit), "records", listed.records.len()).await?;
    Ok(Json(listed))
}

/// A person of a household.
#[derive(Debug, Serialize, ToSchema)]
pub struct HouseholdPerson {
    id: Uuid,
    name: String,
    birth_year: Option<i64>,
    sex: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    left_on: Option<Day>,
    /// Where they stand, by skill: [rung, day, why].
    #[schema(value_type = Object)]
    levels: BTreeMap<String, (i64, Day, String)>,
}

/// A visit to a household.
#[derive(Debug, Serialize, ToSchema)]
pub struct HouseholdVisit {
    id: Uuid,
    #[schema(value_type = String, format = Date)]
    day: Day,
    met: bool,
    /// Who recorded it.
    author: String,
    /// Whom it met.
    people: Vec<Uuid>,
    /// Who practised what and stood on which rung: [person, skill, rung].
    #[schema(value_type = Vec<Object>)]
    practised: Vec<(Uuid, String, i64)>,
}

/// A household as its hamlet's book has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct HouseholdRecord {
    id: Uuid,
    name: String,
    cluster: String,
    smartphones: Option<i64>,
    computers: Option<i64>,
    line: Option<String>,
    signal: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    surveyed_on: Option<Day>,
    #[schema(value_type = String, format = Date)]
    made_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    left_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    last_met: Option<Day>,
    people: Vec<HouseholdPerson>,
    /// The newest first.
    visits: Vec<HouseholdVisit>,
}

/// One household of a hamlet's book, with its people, where they stand, and its visits.
#[utoipa::path(
    get, path = "/api/units/{unit}/households/{household}", tag = "desk", operation_id = "household_record",
    params(("unit" = Uuid, Path, description = "the hamlet"), ("household" = Uuid, Path, description = "the household")),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = HouseholdRecord), SignedFailures)
)]
pub async fn household(
    State(state): State<AppState>,
    signed: Signed,
    path: Result<Path<(Uuid, Uuid)>, PathRejection>,
) -> Result<Json<HouseholdRecord>, Failure> {
    let Path((unit, id)) = path.map_err(|_| Failure::not_found())?;
    let (today, scope) = (state.today(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeNames, unit, today)?;
        let part = seen.unit.part;
        let mut houses = store::houses(tx, part, &[id])?;
        let standing: Vec<Uuid> = houses.keys().copied().collect();
        store::complete(tx, part, &standing, &mut houses)?;
        // Who names a record that was merged gets the one that stands for it, if it is in this book.
        let house = houses.into_values().find(|house| house.row.hamlet == unit).ok_or_else(Failure::not_found)?;
        let authors: Vec<Uuid> = house.visits.values().map(|visit| visit.author).collect();
        let names = store::names_of_authors(tx, part, &authors)?;
        let shown = crate::merged::shown(house.row, &house.joined, house.residents.into_values().collect());
        let now = |id: &Uuid| shown.same.get(id).copied().unwrap_or(*id);
        let mut visits: Vec<_> = house.visits.into_values().filter(|visit| visit.removed_by.is_none()).collect();
        visits.sort_by_key(|visit| std::cmp::Reverse((visit.day, visit.stamp, visit.id)));
        let visits = visits.into_iter().map(|visit| HouseholdVisit {
            id: visit.id,
            day: visit.day,
            met: visit.met,
            author: names.get(&visit.author).cloned().unwrap_or_default(),
            people: visit.people.iter().map(now).collect(),
            practised: visit.practised.iter().map(|(who, skill, rung)| (now(who), skill.clone(), *rung)).collect(),
        });
        let visits = visits.collect();
        let level = |(skill, Top(rung, day, why, ..)): (String, Top)| (skill, (rung, day, why));
        let people = shown.residents.into_iter().map(|one| HouseholdPerson {
            id: one.id,
            name: one.name,
            birth_year: one.birth_year,
            sex: one.sex,
            left_on: one.left_on,
            levels: one.levels.into_iter().map(level).collect(),
        });
        let row = shown.row;
        let record = HouseholdRecord {
            id: row.id,
            name: row.name,
            cluster: row.cluster,
            smartphones: row.smartphones,
            computers: row.computers,
            line: row.line,
            signal: row.signal,
            surveyed_on: row.surveyed_on,
            made_on: row.made_on,
            left_on: row.left_on,
            last_met: row.last_met_day,
            people: people.collect(),
            visits,
        };
        Ok::<_, Failure>((part, record))
    });
    let (part, record) = found.await?;
    state.note_read(&signed.scope, (part, unit), "household", 1).await?;
    Ok(Json(record))
}
