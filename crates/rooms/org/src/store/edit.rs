//! What editing one team or member by hand has to know.

use std::collections::HashMap;

use base::{Day, Uuid};
use db::{Result, Tx, args};

use super::read::{read_membership, rows};
use crate::import::StandingMember;
use crate::model::Membership;

/// Somebody in a team.
pub(crate) struct Known {
    pub person: Uuid,
    pub name: String,
    pub birth_year: Option<i64>,
    pub sex: Option<String>,
    pub team: String,
}

/// Holds a team's row until the transaction ends.
pub(crate) fn hold(tx: &mut Tx<'_>, part: i64, team: Uuid) -> Result<()> {
    tx.opt("select id from team where part = $1 and id = $2 {lock}", args![part, team], |_| Ok(()))?;
    Ok(())
}

/// The revisions of teams and of their memberships, by id.
pub(crate) fn revisions(tx: &mut Tx<'_>, part: i64, teams: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let found = tx.all(
        "select t.id, t.revision, m.id, m.revision
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.id = asked.id left join membership m on m.part = t.part and m.team = t.id",
        &[rows(teams)?, part.into()],
        |row| Ok([(row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)]),
    )?;
    let pairs =
        found.into_iter().flatten().filter_map(|(id, revision): (Option<Uuid>, Option<i64>)| Some((id?, revision?)));
    Ok(pairs.collect())
}

/// A membership with its part, by id alone: a link carries no part.
pub(crate) fn membership(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<(i64, Membership)>> {
    tx.opt(
        "select m.id, m.team, m.person, a.id, p.name, p.birth_year, p.sex, m.role, m.post, m.since, m.until, m.part
         from part q {lead} join membership m on m.part = q.part and m.id = $1
         join person p on p.part = m.part and p.id = m.person
         left join account a on a.part = m.part and a.person = m.person",
        args![id],
        |row| Ok((row.get(11)?, read_membership(row)?)),
    )
}

/// What the same person is in other teams, as it stands.
pub(crate) fn other_memberships(tx: &mut Tx<'_>, part: i64, known: &Membership) -> Result<Vec<StandingMember>> {
    tx.all(
        "select m.id, m.team, m.person, a.id, p.name, p.birth_year, p.sex, m.role, m.post, m.since, m.until, t.unit, t.kind
         from membership m join team t on t.part = m.part and t.id = m.team and t.closed_on is null
         join person p on p.part = m.part and p.id = m.person
         left join account a on a.part = m.part and a.person = m.person
         where m.part = $1 and m.person = $2 and m.team <> $3 and m.until is null",
        args![part, known.person, known.team],
        |row| {
            let gives = row.get::<String>(12)? == "team";
            let place = (part, row.get(11)?);
            Ok(StandingMember { membership: read_membership(row)?, is_new: false, place, gives, phone: None })
        },
    )
}

/// The units of the teams of those of these memberships that have not ended.
pub fn units_of_memberships(
    tx: &mut Tx<'_>,
    part: i64,
    memberships: &[Uuid],
    today: Day,
) -> Result<HashMap<Uuid, Uuid>> {
    if memberships.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select m.id, t.unit from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join membership m on m.part = $2 and m.id = asked.id join team t on t.part = m.part and t.id = m.team
         where m.until is null or m.until > $3",
        &[rows(memberships)?, part.into(), today.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// The numbers by which an account signs in.
pub(crate) fn numbers(tx: &mut Tx<'_>, part: i64, account: Option<Uuid>) -> Result<Vec<String>> {
    let Some(account) = account else { return Ok(Vec::new()) };
    let logins = access::account::logins(tx, part, account)?;
    Ok(logins.into_iter().filter(|login| login.starts_with("+84")).collect())
}

/// The number of each account: the first, where there are several.
pub(crate) fn numbers_of(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let found = tx.all(
        "select a.id, min(l.login) from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join account a on a.part = $2 and a.id = asked.id
         join account_login l on l.part = a.part and l.account = a.id and l.login like '+84%' group by a.id",
        &[rows(accounts)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// The account of somebody whose name changed is called so, too.
pub(crate) fn rename_account(tx: &mut Tx<'_>, part: i64, account: Option<Uuid>, name: &str) -> Result<u64> {
    tx.exec("update account set name = $3 where part = $1 and id = $2", args![part, account, name])
}

fn known(row: &db::Row<'_>) -> Result<Known> {
    Ok(Known { person: row.get(0)?, name: row.get(1)?, birth_year: row.get(2)?, sex: row.get(3)?, team: row.get(4)? })
}

/// Who is or was in a team of these units, by the beginnings of words of their name or by the number they sign in with.
pub(crate) fn by_name_or_login(
    tx: &mut Tx<'_>,
    part: i64,
    units: &[Uuid],
    (name, login): (&str, Option<&str>),
) -> Result<Vec<Known>> {
    tx.all(
        "select p.id, p.name, p.birth_year, p.sex, t.name
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join team t on t.part = $2 and t.unit = asked.id
         join membership m on m.part = t.part and m.team = t.id and (m.until is null or m.until > m.since)
         join person p on p.part = m.part and p.id = m.person
         left join account a on a.part = p.part and a.person = p.id
         left join account_login l on l.part = a.part and l.account = a.id and l.login = $4
         where ' ' || p.search like $3 or l.login is not null
         order by m.until is not null, m.until desc, m.since desc limit 200",
        &[rows(units)?, part.into(), format!("% {name}%").into(), login.into()],
        known,
    )
}

/// The same for one person.
pub(crate) fn by_person(tx: &mut Tx<'_>, part: i64, units: &[Uuid], person: Uuid) -> Result<Vec<Known>> {
    tx.all(
        "select p.id, p.name, p.birth_year, p.sex, t.name
         from membership m join team t on t.part = m.part and t.id = m.team join person p on p.part = m.part and p.id = m.person
         where m.part = $2 and m.person = $3 and t.unit in (select uuid(r.value->>0) from {rows:$1})
         order by m.until is not null, m.until desc, m.since desc",
        &[rows(units)?, part.into(), person.into()],
        known,
    )
}
