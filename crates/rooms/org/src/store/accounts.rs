use std::collections::{HashMap, HashSet};

use base::{Instant, Uuid};
use db::{Result, Tx};

use crate::accounts::Known;

pub(crate) fn logins(tx: &mut Tx<'_>, phones: &[&str]) -> Result<HashMap<String, Known>> {
    let rows: Vec<[&str; 1]> = phones.iter().map(|phone| [*phone]).collect();
    let found = tx.all(
        "select l.login, a.part, a.person, a.name, p.birth_year, p.sex
         from (select distinct r.value->>0 as login from {rows:$1}) asked
         join account_login l on l.login = asked.login join account a on a.part = l.part and a.id = l.account
         left join person p on p.part = a.part and p.id = a.person",
        &[db::json(&rows)?],
        |row| {
            let (part, person, name) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let known = Known { part, person, name, birth_year: row.get(4)?, sex: row.get(5)? };
            Ok((row.get::<String>(0)?, known))
        },
    )?;
    Ok(found.into_iter().collect())
}

pub(crate) fn accounts_of(tx: &mut Tx<'_>, part: i64, people: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let rows: Vec<[Uuid; 1]> = people.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select a.person, a.id from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join account a on a.part = $2 and a.person = asked.id order by a.id desc",
        &[db::json(&rows)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// Takes numbers from the accounts that have them: login, account.
pub(crate) fn drop_logins(tx: &mut Tx<'_>, part: i64, logins: &[(&str, Uuid)]) -> Result<u64> {
    if logins.is_empty() {
        return Ok(0);
    }
    tx.exec(
        "delete from account_login where part = $2 and (login, account) in
           (select r.value->>0, uuid(r.value->>1) from {rows:$1})",
        &[db::json(logins)?, part.into()],
    )
}

pub(crate) fn add_accounts(tx: &mut Tx<'_>, accounts: &[(i64, Uuid, Uuid, &str, i64)]) -> Result<u64> {
    tx.batch(
        "insert into account (part, id, person, name, created_at)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), r.value->>3, cast(r.value->>4 as bigint)
         from {rows:$1}",
        accounts,
    )
}

pub(crate) fn add_logins(tx: &mut Tx<'_>, logins: &[(&str, i64, Uuid)]) -> Result<u64> {
    tx.batch(
        "insert into account_login (login, part, account)
         select r.value->>0, cast(r.value->>1 as bigint), uuid(r.value->>2) from {rows:$1}",
        logins,
    )
}

/// Which of these accounts were made at or after a moment.
pub(crate) fn accounts_made_since(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid], at: Instant) -> Result<Vec<Uuid>> {
    let rows: Vec<[Uuid; 1]> = accounts.iter().map(|id| [*id]).collect();
    tx.all(
        "select a.id from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join account a on a.part = $2 and a.id = asked.id where a.created_at >= $3",
        &[db::json(&rows)?, part.into(), at.into()],
        |row| row.get(0),
    )
}

/// Which of these accounts have a phone or a password.
pub(crate) fn joined(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<HashSet<Uuid>> {
    let rows: Vec<[Uuid; 1]> = accounts.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select a.id from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join account a on a.part = $2 and a.id = asked.id
         where a.password_hash is not null or exists (select 1 from device d
           where d.part = a.part and d.account = a.id and d.revoked_at is null)",
        &[db::json(&rows)?, part.into()],
        |row| row.get(0),
    )?;
    Ok(found.into_iter().collect())
}

/// Which of these accounts have an invitation that is still good.
pub(crate) fn invited(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid], now: Instant) -> Result<HashSet<Uuid>> {
    let rows: Vec<[Uuid; 1]> = accounts.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select distinct i.account from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join invitation i on i.part = $2 and i.account = asked.id and i.used_at is null and i.expires_at > $3",
        &[db::json(&rows)?, part.into(), now.into()],
        |row| row.get(0),
    )?;
    Ok(found.into_iter().collect())
}
