use std::collections::HashMap;

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use places::Tier;
use serde::Serialize;
use utoipa::ToSchema;

use crate::store;

/// A hamlet with its teams.
#[derive(Serialize, ToSchema)]
pub struct HamletBody {
    unit: Uuid,
    /// With its kind: "Ấp Do Thới".
    name: String,
    /// How many teams it has today.
    teams: usize,
    /// How many people are in them.
    members: usize,
    /// Whether somebody leads.
    led: bool,
    /// Who, where the asker may see names.
    leader: Option<String>,
}

/// The hamlets below a unit with their teams, in one answer.
#[utoipa::path(
    get, path = "/api/units/{unit}/hamlets", tag = "desk", operation_id = "unit_hamlets",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<HamletBody>), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<HamletBody>>, Failure> {
    let (today, scope) = (Day::of(state.now()), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeFigures, unit, today)?;
        let named = [Action::SeeNames, Action::ManagePeople].iter().any(|a| scope.permits_on(*a, &seen.path, today));
        let map = places::store::map_in_force(tx)?;
        let mut units = places::store::subtree(tx, unit, map, Some(today))?;
        units.retain(|unit| unit.tier == Tier::Hamlet);
        units.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
        let teams = store::open_teams(tx, &units.iter().map(|unit| unit.id).collect::<Vec<_>>(), today)?;
        let members = store::members_of(tx, &teams, today)?;
        let mut of: HashMap<Uuid, (usize, usize, bool, Option<String>)> = HashMap::new();
        for team in &teams {
            let people = members.get(&team.id).map(Vec::as_slice).unwrap_or_default();
            let known = of.entry(team.unit).or_default();
            known.0 += 1;
            known.1 += people.len();
            let leader = people.iter().find(|one| one.role == "leader");
            known.2 |= leader.is_some();
            known.3 = known.3.take().or_else(|| leader.filter(|_| named).map(|one| one.name.clone()));
        }
        let body = |unit: places::Unit| {
            let (teams, members, led, leader) = of.remove(&unit.id).unwrap_or_default();
            HamletBody { unit: unit.id, name: unit.full_name, teams, members, led, leader }
        };
        Ok::<_, Failure>((seen.unit.part, units.into_iter().map(body).collect::<Vec<_>>()))
    });
    let (part, hamlets) = found.await?;
    let named = hamlets.iter().filter(|hamlet| hamlet.leader.is_some()).count();
    state.note_read(&signed.scope, (part, unit), "members", named).await?;
    Ok(Json(hamlets))
}
