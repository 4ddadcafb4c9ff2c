use std::collections::{HashMap, HashSet};

use access::{Action, Scope};
use api::{AppState, Failure, IdPath, Seen, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use base::{Day, Instant, Uuid, sort_key};
use db::Tx;

use super::wire::{DecidedBody, DecisionBody, MemberBody, TeamBody};
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
    let may = |action| scope.permits_on(action, &seen.path, today);
    let manages = may(Action::ManagePeople);
    let named = manages || may(Action::SeeNames);
    let accounts: Vec<Uuid> = members.iter().filter_map(|m| m.account).collect();
    let mut known = Known { revisions: store::edit::revisions(tx, part, &ids)?, manages, ..Known::default() };
    if named {
        known.joined = store::joined(tx, part, &accounts)?;
        known.invited = store::invited(tx, part, &accounts, now)?;
    }
    if manages {
        known.numbers = store::edit::numbers_of(tx, part, &accounts)?;
    }
    let mut decided: HashMap<Uuid, Vec<DecidedBody>> = HashMap::new();
    for one in store::papers::of_teams(tx, part, &ids)? {
        decided.entry(one.team).or_default().push(one.into());
    }
    let mut by_team: HashMap<Uuid, Vec<Membership>> = HashMap::new();
    members.into_iter().for_each(|m| by_team.entry(m.team).or_default().push(m));
    let shown = teams.into_iter().map(|team| {
        let mut members = by_team.remove(&team.id).unwrap_or_default();
        members.sort_by_key(|m| (words::rank(&m.role), sort_key(&m.name, true)));
        let count = members.len();
        let decisions = decided.remove(&team.id).unwrap_or_default();
        let named = members.into_iter().filter(|_| named);
        body(team, (count, named.map(|m| known.member(m)).collect()), decisions, &known)
    });
    Ok(shown.collect())
}

/// What is known of the members beside their memberships.
#[derive(Default)]
struct Known {
    joined: HashSet<Uuid>,
    invited: HashSet<Uuid>,
    numbers: HashMap<Uuid, String>,
    revisions: HashMap<Uuid, i64>,
    manages: bool,
}

fn body(
    team: Team,
    (member_count, members): (usize, Vec<MemberBody>),
    decisions: Vec<DecidedBody>,
    known: &Known,
) -> TeamBody {
    let decision = team.decision;
    TeamBody {
        revision: known.revisions.get(&team.id).copied().unwrap_or_default(),
        id: team.id,
        name: team.name,
        kind: team.kind,
        unit: team.unit,
        founded_on: team.founded_on.to_string(),
        decision: decision.number.map(|number| DecisionBody { number, date: decision.date, issuer: decision.issuer }),
        decisions,
        member_count,
        members,
    }
}

impl Known {
    fn member(&self, member: Membership) -> MemberBody {
        let post = words::post(&member.post);
        let has = |set: &HashSet<Uuid>| member.account.is_some_and(|account| set.contains(&account));
        MemberBody {
            joined: has(&self.joined),
            invited: has(&self.invited),
            revision: self.revisions.get(&member.id).copied().unwrap_or_default(),
            phone: member.account.and_then(|account| self.numbers.get(&account).cloned()),
            id: member.id,
            person: member.person,
            name: member.name,
            birth_year: member.birth_year.filter(|_| self.manages),
            sex: member.sex.filter(|_| self.manages),
            role: member.role,
            post: post.map_or(member.post.clone(), |post| post.name_vi.clone()),
            post_en: post.map_or(member.post.clone(), |post| post.name_en.clone()),
            post_code: member.post,
            account: member.account,
            since: member.since.to_string(),
        }
    }
}
