//! Giving and ending roles. Every change raises the account's revision, so that what is cached by it is stale at once.

use audit::{Chain, Entry};
use base::{Day, Instant, Uuid};
use db::{Result, Tx, args, json};
use serde::Serialize;

use crate::role::Role;

/// A grant to be written.
#[derive(Debug, Clone, Serialize)]
pub struct NewGrant {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub account: Uuid,
    /// Which role.
    pub role: Role,
    /// On which unit.
    pub unit: Uuid,
    /// A data owner's indicators, as a JSON list.
    pub indicators: Option<String>,
    /// The membership that it follows from.
    pub membership: Option<Uuid>,
    /// The first day.
    pub since: Day,
    /// The first day no more.
    pub until: Option<Day>,
}

/// Gives roles, or makes given ones what they are now.
pub fn put(tx: &mut Tx<'_>, part: i64, grants: &[NewGrant]) -> Result<()> {
    if grants.is_empty() {
        return Ok(());
    }
    tx.exec(
        "insert into access_grant (part, id, account, role, unit, indicators, membership, since, until)
         select cast($2 as bigint), uuid(r.value->>'id'), uuid(r.value->>'account'), r.value->>'role',
           uuid(r.value->>'unit'), r.value->>'indicators', uuid(r.value->>'membership'), r.value->>'since', r.value->>'until'
         from {rows:$1} where true
         on conflict (part, id) do update set account = excluded.account, role = excluded.role, unit = excluded.unit,
           indicators = excluded.indicators, membership = excluded.membership, since = excluded.since, until = excluded.until",
        &[json(grants)?, part.into()],
    )?;
    touch(tx, part, &grants.iter().map(|grant| grant.account).collect::<Vec<_>>())
}

/// [`put`] by somebody's hand, with its lines in the chain of grants.
pub fn give(tx: &mut Tx<'_>, part: i64, by: (Instant, Option<Uuid>), grants: &[NewGrant]) -> Result<()> {
    put(tx, part, grants)?;
    let entry = |grant: &NewGrant| {
        let fields = format!("role={} unit={} since={}", grant.role, grant.unit, grant.since);
        Entry { fields, ..Entry::plain(by.0, by.1, "grant.give", Some(grant.account)) }
    };
    audit::append(tx, part, Chain::Grants, grants.iter().map(entry).collect())
}

/// Ends a grant on a day; false where there is none of this id.
pub fn end(tx: &mut Tx<'_>, part: i64, by: (Instant, Option<Uuid>), grant: Uuid, until: Day) -> Result<bool> {
    let account =
        tx.opt("select account from access_grant where part = $1 and id = $2", args![part, grant], |row| {
            row.get::<Uuid>(0)
        })?;
    let Some(account) = account else { return Ok(false) };
    tx.exec("update access_grant set until = $3 where part = $1 and id = $2", args![part, grant, until])?;
    touch(tx, part, &[account])?;
    let entry = Entry {
        fields: format!("grant={grant} until={until}"),
        ..Entry::plain(by.0, by.1, "grant.end", Some(account))
    };
    audit::append(tx, part, Chain::Grants, vec![entry])?;
    Ok(true)
}

/// Raises the revision of accounts.
pub fn touch(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<()> {
    let rows = json(&accounts.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.exec(
        "update account set revision = revision + 1 where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
        &[rows, part.into()],
    )?;
    Ok(())
}
