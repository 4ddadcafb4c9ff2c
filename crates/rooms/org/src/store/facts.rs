use base::{Day, Uuid};
use counting::Place;
use db::{Result, Row, Tx, args};

use crate::figures::{MemberFact, TeamFact};

/// Where a team is counted: with the first atom of its hamlet, or with its unit.
fn place(row: &Row<'_>, at: usize) -> Result<Place> {
    Ok(match row.get::<Option<Uuid>>(at)? {
        Some(atom) => Place::Atom(atom),
        None => Place::Unit(row.get(at + 1)?),
    })
}

fn team(row: &Row<'_>) -> Result<TeamFact> {
    Ok(TeamFact { id: row.get(0)?, founded_on: row.parsed(1)?, closed_on: row.parsed_opt(2)?, place: place(row, 3)? })
}

fn member(row: &Row<'_>) -> Result<MemberFact> {
    Ok(MemberFact {
        since: row.parsed(0)?,
        until: row.parsed_opt(1)?,
        sex: row.get(2)?,
        birth_year: row.get(3)?,
        place: place(row, 4)?,
    })
}

/// The teams of a part that count, with their members. Committees are left out.
pub(crate) fn facts_of_part(tx: &mut Tx<'_>, part: i64) -> Result<(Vec<TeamFact>, Vec<MemberFact>)> {
    let teams = tx.all(
        "select t.id, t.founded_on, t.closed_on,
           (select a.id from atom a where a.part = t.part and a.unit = t.unit order by a.made_on, a.id limit 1), t.unit
         from team t where t.part = $1 and t.kind = 'team' order by t.id",
        args![part],
        team,
    )?;
    let members = tx.all(
        "select m.since, m.until, p.sex, p.birth_year,
           (select a.id from atom a where a.part = t.part and a.unit = t.unit order by a.made_on, a.id limit 1), t.unit
         from membership m join team t on t.part = m.part and t.id = m.team and t.kind = 'team'
         join person p on p.part = m.part and p.id = m.person where m.part = $1",
        args![part],
        member,
    )?;
    Ok((teams, members))
}

/// The same for all teams of these units of a part: what an import touches.
pub(crate) fn facts_of_teams(tx: &mut Tx<'_>, part: i64, units: &[Uuid]) -> Result<(Vec<TeamFact>, Vec<MemberFact>)> {
    let rows = db::json(&units.iter().map(|id| [id]).collect::<Vec<_>>())?;
    let teams = tx.all(
        "select t.id, t.founded_on, t.closed_on,
           (select a.id from atom a where a.part = t.part and a.unit = t.unit order by a.made_on, a.id limit 1), t.unit
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.unit = asked.id and t.kind = 'team' order by t.id",
        &[rows.clone(), part.into()],
        team,
    )?;
    let members = tx.all(
        "select m.since, m.until, p.sex, p.birth_year,
           (select a.id from atom a where a.part = t.part and a.unit = t.unit order by a.made_on, a.id limit 1), t.unit
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.unit = asked.id and t.kind = 'team'
         join membership m on m.part = t.part and m.team = t.id join person p on p.part = m.part and p.id = m.person",
        &[rows, part.into()],
        member,
    )?;
    Ok((teams, members))
}

/// The hamlets of a part as they are counted: each by its first atom, from the unit's first day.
pub(crate) fn closed_and_open_hamlets(tx: &mut Tx<'_>, part: i64) -> Result<Vec<(Uuid, Day, Option<Day>)>> {
    let found = tx.all(
        "select (select a.id from atom a where a.part = u.part and a.unit = u.id order by a.made_on, a.id limit 1),
           u.valid_from, u.valid_to from unit u where u.part = $1 and u.tier = 'hamlet'",
        args![part],
        |row| Ok((row.get::<Option<Uuid>>(0)?, row.parsed::<Day>(1)?, row.get::<String>(2)?)),
    )?;
    let closed = |to: String| if to == base::LAST_DAY { None } else { to.parse().ok() };
    Ok(found.into_iter().filter_map(|(atom, from, to)| Some((atom?, from, closed(to)))).collect())
}
