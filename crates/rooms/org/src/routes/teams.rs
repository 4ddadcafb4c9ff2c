use std::collections::{HashMap, HashSet};

use access::{Action, Scope};
use api::{AppState, Failure, IdPath, Seen, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Instant, Uuid, sort_key};
use db::Tx;

use super::wire::{DecisionBody, MemberBody, TeamBody};
use crate::model::{Membership, Team};
use crate::{store, words};

/// The teams of a unit itself, with their members where the asker may see names.
#[utoipa::path(
    get, path = "/api/units/{unit}/teams", tag = "desk", operation_id = "team_list",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<TeamBody>), SignedFailures)
)]
pub async fn list(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<TeamBody>>, Failure> {
    let (now, scope) = (state.now(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let seen = see(tx, &scope, Action::SeeFigures, unit, Day::of(now))?;
        let teams = store::teams_of(tx, &[unit])?;
        Ok::<_, Failure>((seen.unit.part, bodies(tx, &scope, &seen, teams, now)?))
    });
    let (part, bodies) = found.await?;
    let named = bodies.iter().map(|team| team.members.len()).sum();
    state.note_read(&signed.scope, (part, unit), "members", named).await?;
    Ok(Json(bodies))
}

/// One team.
#[utoipa::path(
    get, path = "/api/teams/{team}", tag = "desk", operation_id = "team_get",
    params(("team" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = TeamBody), SignedFailures)
)]
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(team): IdPath,
) -> Result<Json<TeamBody>, Failure> {
    let (now, scope) = (state.now(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let team = store::team(tx, team)?.ok_or_else(Failure::not_found)?;
        let seen = see(tx, &scope, Action::SeeFigures, team.unit, Day::of(now))?;
        let bodies = bodies(tx, &scope, &seen, vec![team], now)?;
        Ok::<_, Failure>((seen.unit.part, bodies.into_iter().next().ok_or_else(Failure::not_found)?))
    });
    let (part, body) = found.await?;
    state.note_read(&signed.scope, (part, body.unit), "members", body.members.len()).await?;
    Ok(Json(body))
}

/// The teams of one unit that are there today, in a fixed number of queries.
fn bodies(
    tx: &mut Tx<'_>,
    scope: &Scope,
    seen: &Seen,
    teams: Vec<Team>,
    now: Instant,
) -> Result<Vec<TeamBody>, Failure> {
    let today = Day::of(now);
    let teams: Vec<Team> = teams.into_iter().filter(|team| team.closed_on.is_none_or(|day| day > today)).collect();
    let ids: Vec<Uuid> = teams.iter().map(|team| team.id).collect();
    let part = seen.unit.part;
    let mut members = store::memberships_of(tx, part, &ids)?;
    members.retain(|m| m.since <= today && m.until.is_none_or(|until| until > today));
    let named = [Action::SeeNames, Action::ManagePeople].iter().any(|a| scope.permits_on(*a, &seen.path, today));
    let (joined, invited) = if named {
        let accounts: Vec<Uuid> = members.iter().filter_map(|m| m.account).collect();
        (store::joined(tx, part, &accounts)?, store::invited(tx, part, &accounts, now)?)
    } else {
        Default::default()
    };
    let mut by_team: HashMap<Uuid, Vec<Membership>> = HashMap::new();
    members.into_iter().for_each(|m| by_team.entry(m.team).or_default().push(m));
    let shown = teams.into_iter().map(|team| {
        let mut members = by_team.remove(&team.id).unwrap_or_default();
        members.sort_by_key(|m| (words::rank(&m.role), sort_key(&m.name, true)));
        let count = members.len();
        let named = members.into_iter().filter(|_| named);
        body(team, count, named.map(|m| member(m, &joined, &invited)).collect())
    });
    Ok(shown.collect())
}

fn body(team: Team, member_count: usize, members: Vec<MemberBody>) -> TeamBody {
    let decision = team.decision;
    TeamBody {
        id: team.id,
        name: team.name,
        kind: team.kind,
        unit: team.unit,
        founded_on: team.founded_on.to_string(),
        decision: decision.number.map(|number| DecisionBody { number, date: decision.date, issuer: decision.issuer }),
        member_count,
        members,
    }
}

fn member(member: Membership, joined: &HashSet<Uuid>, invited: &HashSet<Uuid>) -> MemberBody {
    let post = words::post(&member.post);
    let has = |set: &HashSet<Uuid>| member.account.is_some_and(|account| set.contains(&account));
    MemberBody {
        joined: has(joined),
        invited: has(invited),
        id: member.id,
        name: member.name,
        role: member.role,
        post: post.map_or(member.post.clone(), |post| post.name_vi.clone()),
        post_en: post.map_or(member.post, |post| post.name_en.clone()),
        account: member.account,
        since: member.since.to_string(),
    }
}
