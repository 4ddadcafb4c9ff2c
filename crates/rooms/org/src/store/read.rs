use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};
use db::{Result, Row, Tx, args};

use crate::model::{Decision, Membership, Team};

fn read_team(row: &Row<'_>) -> Result<Team> {
    Ok(Team {
        id: row.get(0)?,
        part: row.get(1)?,
        unit: row.get(2)?,
        kind: row.get(3)?,
        name: row.get(4)?,
        decision: Decision { number: row.get(5)?, date: row.get(6)?, issuer: row.get(7)?, valid_until: row.get(10)? },
        founded_on: row.parsed(8)?,
        closed_on: row.parsed_opt(9)?,
    })
}

pub(super) fn rows(ids: &[Uuid]) -> Result<db::Arg<'static>> {
    db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())
}

/// The teams of these units, each unit's own and none below, also those that are closed; in the order of their founding.
pub fn teams_of(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<Vec<Team>> {
    tx.all(
        "select t.id, t.part, t.unit, t.kind, t.name, t.decision_number, t.decision_date, t.decision_issuer,
           t.founded_on, t.closed_on, t.decision_until
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id join team t on t.part = u.part and t.unit = u.id
         order by t.founded_on, t.id",
        &[rows(units)?],
        read_team,
    )
}

/// One team, by id alone: a link carries no part.
pub fn team(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Team>> {
    tx.opt(
        "select t.id, t.part, t.unit, t.kind, t.name, t.decision_number, t.decision_date, t.decision_issuer,
           t.founded_on, t.closed_on, t.decision_until from team t where t.part in (select part from part) and t.id = $1",
        args![id],
        read_team,
    )
}

/// Teams of one part by their ids.
pub(crate) fn teams_by_id(tx: &mut Tx<'_>, part: i64, ids: &[Uuid]) -> Result<Vec<Team>> {
    tx.all(
        "select t.id, t.part, t.unit, t.kind, t.name, t.decision_number, t.decision_date, t.decision_issuer,
           t.founded_on, t.closed_on, t.decision_until
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.id = asked.id order by t.founded_on, t.id",
        &[rows(ids)?, part.into()],
        read_team,
    )
}

/// The teams of these units that work on a day; committees are no teams.
pub(crate) fn open_teams(tx: &mut Tx<'_>, units: &[Uuid], day: Day) -> Result<Vec<Team>> {
    let open =
        |team: &Team| team.kind == "team" && team.founded_on <= day && team.closed_on.is_none_or(|closed| closed > day);
    Ok(teams_of(tx, units)?.into_iter().filter(open).collect())
}

/// Who is in these teams on a day, in one statement a part.
pub(crate) fn members_of(tx: &mut Tx<'_>, teams: &[Team], day: Day) -> Result<HashMap<Uuid, Vec<Membership>>> {
    let mut by_part: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
    teams.iter().for_each(|team| by_part.entry(team.part).or_default().push(team.id));
    let mut members: HashMap<Uuid, Vec<Membership>> = HashMap::new();
    for (part, teams) in by_part {
        let there = |one: &Membership| one.since <= day && one.until.is_none_or(|until| until > day);
        for one in memberships_of(tx, part, &teams)?.into_iter().filter(there) {
            members.entry(one.team).or_default().push(one);
        }
    }
    Ok(members)
}

/// The memberships of these teams of one part, past ones too, by day and id.
pub fn memberships_of(tx: &mut Tx<'_>, part: i64, teams: &[Uuid]) -> Result<Vec<Membership>> {
    tx.all(
        "select m.id, m.team, m.person, a.id, p.name, p.birth_year, p.sex, m.role, m.post, m.since, m.until
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join membership m on m.part = $2 and m.team = asked.id
         join person p on p.part = m.part and p.id = m.person
         left join account a on a.part = m.part and a.person = m.person
         order by m.since, m.id",
        &[rows(teams)?, part.into()],
        read_membership,
    )
}

pub(super) fn read_membership(row: &Row<'_>) -> Result<Membership> {
    Ok(Membership {
        id: row.get(0)?,
        team: row.get(1)?,
        person: row.get(2)?,
        account: row.get(3)?,
        name: row.get(4)?,
        birth_year: row.get(5)?,
        sex: row.get(6)?,
        role: row.get(7)?,
        post: row.get(8)?,
        since: row.parsed(9)?,
        until: row.parsed_opt(10)?,
    })
}

/// The teams of a unit and of all below it on a map that changed after a revision of its commune.
pub(crate) fn teams_changed(tx: &mut Tx<'_>, part: i64, (unit, map): (Uuid, i64), since: i64) -> Result<Vec<Team>> {
    tx.all(
        "select t.id, t.part, t.unit, t.kind, t.name, t.decision_number, t.decision_date, t.decision_issuer,
           t.founded_on, t.closed_on, t.decision_until
         from unit_link l {lead} join team t on t.part = $1 and t.unit = l.unit
         where l.map = $3 and l.ancestor = $2 and l.valid_to = '9999-12-31' and t.revision > $4 order by t.founded_on, t.id",
        args![part, unit, map, since],
        read_team,
    )
}

/// The memberships of these teams that changed after it.
pub(crate) fn memberships_changed(
    tx: &mut Tx<'_>,
    part: i64,
    (unit, map): (Uuid, i64),
    since: i64,
) -> Result<Vec<Membership>> {
    tx.all(
        "select m.id, m.team, m.person, a.id, p.name, p.birth_year, p.sex, m.role, m.post, m.since, m.until
         from unit_link l {lead} join team t on t.part = $1 and t.unit = l.unit
         join membership m on m.part = t.part and m.team = t.id
         join person p on p.part = m.part and p.id = m.person
         left join account a on a.part = m.part and a.person = m.person
         where l.map = $3 and l.ancestor = $2 and l.valid_to = '9999-12-31' and m.revision > $4 order by m.since, m.id",
        args![part, unit, map, since],
        read_membership,
    )
}
