//! Decisions about teams, and their papers.

use base::{Instant, Uuid};
use db::{Result, Row, Tx, args};

use super::read::rows;
use crate::edit::Decided;

/// The decisions about teams: the founding one of each, which its row has, then the later ones in the order of their days.
pub(crate) fn of_teams(tx: &mut Tx<'_>, part: i64, teams: &[Uuid]) -> Result<Vec<Decided>> {
    let mut decided = tx.all(
        "select t.id, t.id, 'founding', t.decision_number, t.decision_date, t.decision_issuer, t.decision_until, t.revision,
           f.name, f.type, f.bytes
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.id = asked.id
         left join decision_file f on f.part = t.part and f.decision = t.id where t.decision_number is not null",
        &[rows(teams)?, part.into()],
        read,
    )?;
    let later = tx.all(
        "select d.id, d.team, d.kind, d.number, d.day, d.issuer, d.valid_until, d.revision, f.name, f.type, f.bytes
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join decision d on d.part = $2 and d.team = asked.id
         left join decision_file f on f.part = d.part and f.decision = d.id order by d.day, d.id",
        &[rows(teams)?, part.into()],
        read,
    )?;
    decided.extend(later);
    Ok(decided)
}

fn read(row: &Row<'_>) -> Result<Decided> {
    let file = match row.get::<Option<String>>(8)? {
        Some(name) => Some((name, row.get(9)?, row.get(10)?)),
        None => None,
    };
    Ok(Decided {
        id: row.get(0)?,
        team: row.get(1)?,
        kind: row.get(2)?,
        number: row.get(3)?,
        day: row.get(4)?,
        issuer: row.get(5)?,
        valid_until: row.get(6)?,
        revision: row.get(7)?,
        file,
    })
}

/// The part and team of a decision, by id alone: a link carries no part. The founding one goes by the id of its team.
pub(crate) fn team_of(tx: &mut Tx<'_>, decision: Uuid) -> Result<Option<(i64, Uuid)>> {
    let later = tx.opt(
        "select d.part, d.team from part q {lead} join decision d on d.part = q.part and d.id = $1",
        args![decision],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if later.is_some() {
        return Ok(later);
    }
    tx.opt(
        "select t.part, t.id from part q {lead} join team t on t.part = q.part and t.id = $1
         where t.decision_number is not null",
        args![decision],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Writes a decision after the founding one.
pub(crate) fn put(tx: &mut Tx<'_>, part: i64, one: &Decided) -> Result<u64> {
    tx.exec(
        "insert into decision (part, id, team, kind, number, day, issuer, valid_until, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (part, id) do update set kind = excluded.kind, number = excluded.number, day = excluded.day,
           issuer = excluded.issuer, valid_until = excluded.valid_until, revision = excluded.revision",
        args![
            part,
            one.id,
            one.team,
            &one.kind,
            &one.number,
            one.day.as_deref(),
            one.issuer.as_deref(),
            one.valid_until.as_deref(),
            one.revision
        ],
    )
}

/// Removes a decision and its paper.
pub(crate) fn remove(tx: &mut Tx<'_>, part: i64, decision: Uuid) -> Result<u64> {
    tx.exec("delete from decision_file where part = $1 and decision = $2", args![part, decision])?;
    tx.exec("delete from decision where part = $1 and id = $2", args![part, decision])
}

/// Puts a paper in place: name, type, bytes, content.
pub(crate) fn attach(
    tx: &mut Tx<'_>,
    (part, decision): (i64, Uuid),
    (name, kind, bytes, content): (&str, &str, i64, &str),
    (at, account): (Instant, Option<Uuid>),
) -> Result<u64> {
    tx.exec(
        "insert into decision_file (part, decision, name, type, bytes, content, at, account)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (part, decision) do update set name = excluded.name, type = excluded.type, bytes = excluded.bytes,
           content = excluded.content, at = excluded.at, account = excluded.account",
        args![part, decision, name, kind, bytes, content, at, account],
    )
}

/// A paper: name, type, content in base64.
pub(crate) fn file(tx: &mut Tx<'_>, part: i64, decision: Uuid) -> Result<Option<(String, String, String)>> {
    tx.opt(
        "select name, type, content from decision_file where part = $1 and decision = $2",
        args![part, decision],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
