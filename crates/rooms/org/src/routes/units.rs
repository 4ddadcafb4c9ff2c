// The macro of the contract writes the types of parameters with their paths.
#![allow(unused_qualifications)]

use access::{Action, Scope};
use api::{AppState, Asked, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Day, Uuid};
use db::Tx;
use places::{LookupError, Unit, UnitRef, store};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::wire::{UnitBody, tier};

/// What to look for; at least one of the three.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// A code with the year of its map: 961@2024. A bare code has to be one of today.
    #[param(max_length = 40)]
    code: Option<String>,
    /// The beginning of words of a name, with or without marks.
    #[param(max_length = 100)]
    q: Option<String>,
    /// country, province, district, commune or hamlet.
    tier: Option<String>,
}

/// Units by code or name, as far as the asker may see their figures.
#[utoipa::path(
    get, path = "/api/units", tag = "desk", operation_id = "unit_list", params(Search),
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<UnitBody>), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    Asked(search): Asked<Search>,
) -> Result<Json<Vec<UnitBody>>, Failure> {
    let (today, level) = (state.today(), tier(search.tier.as_deref())?);
    let found = state.db.read(move |tx| {
        let map = store::map_in_force(tx)?;
        let units = match (&search.code, &search.q) {
            (Some(code), _) => by_code(tx, code)?,
            (None, Some(text)) => store::search(tx, map, text, level)?,
            (None, None) if level.is_some() => store::search(tx, map, "", level)?,
            (None, None) => return Err(Failure::form("say what to look for: code, q or tier")),
        };
        visible(tx, &signed.scope, units, map, today)
    });
    Ok(Json(found.await?))
}

fn by_code(tx: &mut Tx<'_>, text: &str) -> Result<Vec<Unit>, Failure> {
    match places::resolve(tx, text) {
        Ok(unit) => Ok(vec![unit]),
        Err(LookupError::Db(error)) => Err(error.into()),
        Err(LookupError::Unknown(_) | LookupError::NoHamlet { .. }) => Ok(Vec::new()),
        Err(refusal) => {
            let params = match &refusal {
                LookupError::NotToday { code, candidates } => json!({ "code": code, "candidates": candidates }),
                _ => json!({ "code": text }),
            };
            let (code, message) = (refusal.code(), refusal.to_string());
            Err(Failure::Refused { status: StatusCode::BAD_REQUEST, code, params, message })
        }
    }
}

/// The units whose figures the scope may see, with what is above them, in two queries however many they are.
fn visible(tx: &mut Tx<'_>, scope: &Scope, units: Vec<Unit>, map: i64, today: Day) -> Result<Vec<UnitBody>, Failure> {
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    // A unit that a code names may stand on another map than the one in force.
    let other = units.iter().filter_map(|unit| unit.vintage).find(|year| *year != map);
    let mut above = store::ancestors_of(tx, &ids, map, None)?;
    if let Some(other) = other {
        for (unit, ancestors) in store::ancestors_of(tx, &ids, other, None)? {
            above.entry(unit).or_insert(ancestors);
        }
    }
    let mut shown = Vec::new();
    for unit in units {
        let above = above.remove(&unit.id).unwrap_or_default();
        let path: Vec<Uuid> = std::iter::once(unit.id).chain(above.iter().map(|unit| unit.id)).collect();
        if scope.permits_on(Action::SeeFigures, &path, today) {
            shown.push(UnitBody::new(unit, &above, &[]));
        }
    }
    Ok(shown)
}

/// A unit with what is above it and what became of it.
#[utoipa::path(
    get, path = "/api/units/{unit}", tag = "desk", operation_id = "unit_get",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = UnitBody), SignedFailures)
)]
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<UnitBody>, Failure> {
    let today = state.today();
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, today)?;
        let successors = store::successors(tx, unit)?;
        Ok::<_, Failure>(UnitBody::new(seen.unit, &seen.above, &successors))
    });
    Ok(Json(found.await?))
}

/// On which day and map.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// A day, YYYY-MM-DD; now, if there is none.
    on: Option<String>,
    /// The year of a map; without it the unit's own, or the map in force.
    map: Option<i64>,
}

/// The units directly below.
#[utoipa::path(
    get, path = "/api/units/{unit}/children", tag = "desk", operation_id = "unit_children",
    params(("unit" = Uuid, Path), When), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<UnitBody>), SignedFailures)
)]
pub async fn children(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
    Asked(when): Asked<When>,
) -> Result<Json<Vec<UnitBody>>, Failure> {
    let today = state.today();
    let on = when.on.as_deref().map(str::parse::<Day>).transpose().map_err(|error| Failure::form(error.to_string()))?;
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::SeeFigures, unit, today)?;
        let map = match when.map.or(seen.unit.vintage) {
            Some(map) => map,
            None => store::map_in_force(tx)?,
        };
        let below = store::children(tx, unit, map, on)?;
        let mut above = seen.above;
        above.push(UnitRef::from(seen.unit));
        Ok::<_, Failure>(below.into_iter().map(|unit| UnitBody::new(unit, &above, &[])).collect())
    });
    Ok(Json(found.await?))
}
