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
    /// The units directly below, each with how many of all findings lie there.
    below: Vec<FindingsBelow>,
}

/// A unit with its findings counted.
#[derive(Serialize, ToSchema)]
pub struct FindingsBelow {
    unit: Uuid,
    unit_name: String,
    findings: usize,
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
    /// Of whom, where the asker may see names.
    names: Vec<String>,
}

/// Hamlets without a team, teams without a leader or not made of whom the place's custom asks for, terms that are over, one
/// number for several people, published figures that differ from the counted ones.
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
        let named = [Action::SeeNames, Action::ManagePeople].iter().any(|a| scope.permits_on(*a, &seen.path, today));
        let mut found = checks::check(tx, &seen.unit, map, today)?;
        found.findings.truncate(SHOWN);
        found.findings.iter_mut().filter(|_| !named).for_each(|finding| finding.names.clear());
        Ok::<_, Failure>((seen.unit.part, found))
    });
    let (part, found) = found.await?;
    let named = found.findings.iter().map(|finding| finding.names.len()).sum();
    state.note_read(&signed.scope, (part, unit), "members", named).await?;
    let line = |(unit, unit_name, findings)| FindingsBelow { unit, unit_name, findings };
    Ok(Json(Checks {
        below: found.below.into_iter().map(line).collect(),
        hamlets: found.hamlets,
        teams: found.teams,
        counts: found.counts.into_iter().map(|(code, count)| (code.to_owned(), count)).collect(),
        findings: found.findings.into_iter().map(shown).collect(),
    }))
}

fn shown(finding: checks::Finding) -> FindingShown {
    let mut params = finding.params.clone();
    let post = params["post"].as_str().and_then(|code| words::posts().iter().find(|post| post.code == code));
    if let Some(post) = post {
        params["post_vi"] = post.name_vi.clone().into();
        params["post_en"] = post.name_en.clone().into();
    }
    let checks::Finding { code, unit, unit_name, team, names, .. } = finding;
    FindingShown { code, unit, unit_name, team, params, names }
}
