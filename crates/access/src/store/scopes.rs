//! What accounts may, from the rows. Read in the transaction that asks: an ended grant holds no longer at once, and since a
//! look at the account is needed anyhow to know that, nothing is kept in memory.

use std::collections::HashMap;
use std::sync::Arc;

use base::{Instant, Uuid};
use db::{Result, Tx};

use crate::scope::{Grant, Root, Scope};

/// The scopes of accounts of one part, in two statements.
pub fn load_many(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<HashMap<Uuid, Arc<Scope>>> {
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = || db::json(&accounts.iter().map(|id| [id]).collect::<Vec<_>>());
    let found = tx.all(
        "select a.id, a.name, a.revision, a.disabled_at from {rows:$1}
         join account a on a.part = $2 and a.id = uuid(r.value->>0)",
        &[ids()?, part.into()],
        |row| {
            let (account, disabled_at) = (row.get::<Uuid>(0)?, row.get::<Option<i64>>(3)?.map(Instant));
            let (name, revision) = (row.get(1)?, row.get(2)?);
            Ok((account, Scope { part, account, name, revision, grants: Vec::new(), disabled_at }))
        },
    )?;
    let mut scopes: HashMap<Uuid, Scope> = found.into_iter().collect();
    let grants = tx.all(
        "select g.account, g.id, g.role, g.unit, g.indicators, g.since, g.until from {rows:$1}
         join access_grant g on g.part = $2 and g.account = uuid(r.value->>0)",
        &[ids()?, part.into()],
        |row| {
            let indicators: Option<String> = row.get(4)?;
            let grant = Grant {
                id: row.get(1)?,
                role: row.parsed(2)?,
                unit: row.get(3)?,
                indicators: indicators.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
                since: row.parsed(5)?,
                until: row.parsed_opt(6)?,
            };
            Ok((row.get::<Uuid>(0)?, grant))
        },
    )?;
    for (account, grant) in grants {
        if let Some(scope) = scopes.get_mut(&account) {
            scope.grants.push(grant);
        }
    }
    Ok(scopes.into_iter().map(|(account, scope)| (account, Arc::new(scope))).collect())
}

/// The scope of one account.
pub fn load(tx: &mut Tx<'_>, part: i64, account: Uuid) -> Result<Option<Arc<Scope>>> {
    Ok(load_many(tx, part, &[account])?.remove(&account))
}

/// The units under these roots, on a map.
pub fn units(tx: &mut Tx<'_>, roots: &[Root], map: i64) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid, i64)> = roots.iter().map(|root| (root.unit, i64::from(root.subtree))).collect();
    tx.all(
        "select distinct l.unit from {rows:$1}
         join unit_link l on l.map = $2 and l.ancestor = uuid(r.value->>0) and l.valid_to = $3
         where l.depth = 0 or cast(r.value->>1 as bigint) = 1",
        &[db::json(&rows)?, map.into(), base::LAST_DAY.into()],
        |row| row.get(0),
    )
}
