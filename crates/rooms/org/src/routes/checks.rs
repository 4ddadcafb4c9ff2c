use std::collections::BTreeMap;

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Uuid};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::checks;
use crate::words;

/// So many findings are named one by one.
const SHOWN: usize = 300;

/// What an office should look at in its organisation.
#[derive(Serialize, ToSchema)]
pub struct Checks {
    /// Hamlets that were looked at.
    hamlets: usize,
    /// Teams that were looked at.
    teams: usize,
    /// How many findings of each code.
    counts: BTreeMap<String, usize>,
    /// The first of them, in the order of the units.
    findings: Vec<FindingShown>,
}

/// One thing to look at.
#[derive(Serialize, ToSchema)]
pub struct FindingShown {
    /// A stable code, such as `hamlet_without_team`.
    code: &'static str,
    unit: Uuid,
    unit_name: String,
    team: Option<Uuid>,
    /// What the sentence needs; posts by name in both languages.
    params: Value,
}

/// Hamlets without a team, teams without a leader or not made of whom the place's custom asks for. No names of people.
#[utoipa::path(
    get, path = "/api/units/{unit}/checks", tag = "desk", operation_id = "unit_checks",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Checks), SignedFailures)
)]
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Checks>, Failure> {
    let (today, scope) = (Day::of(state.now()), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeFigures, unit, today)?;
        let map = places::store::map_in_force(tx)?;
        Ok::<_, Failure>(checks::check(tx, &seen.unit, map, today)?)
    });
    let found = found.await?;
    Ok(Json(Checks {
        hamlets: found.hamlets,
        teams: found.teams,
        counts: found.counts.into_iter().map(|(code, count)| (code.to_owned(), count)).collect(),
        findings: found.findings.into_iter().take(SHOWN).map(shown).collect(),
    }))
}

fn shown(finding: checks::Finding) -> FindingShown {
    let mut params = finding.params;
    let post = params["post"].as_str().and_then(|code| words::posts().iter().find(|post| post.code == code));
    if let Some(post) = post {
        params["post_vi"] = post.name_vi.clone().into();
        params["post_en"] = post.name_en.clone().into();
    }
    FindingShown { code: finding.code, unit: finding.unit, unit_name: finding.unit_name, team: finding.team, params }
}
