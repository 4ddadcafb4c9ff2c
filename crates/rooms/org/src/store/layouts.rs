//! How offices lay their lists out, and the numbers of members for a list that goes out.

use std::collections::HashMap;

use base::Uuid;
use db::{Result, Tx, args};

/// The layout of an office's last file of a kind, as it was kept.
pub(crate) fn layout(tx: &mut Tx<'_>, (part, unit): (i64, Uuid), kind: &str) -> Result<Option<String>> {
    tx.opt("select body from list_layout where part = $1 and unit = $2 and kind = $3", args![part, unit, kind], |row| {
        row.get(0)
    })
}

pub(crate) fn put_layout(tx: &mut Tx<'_>, (part, unit): (i64, Uuid), kind: &str, body: &str) -> Result<()> {
    tx.exec(
        "insert into list_layout (part, unit, kind, body) values ($1, $2, $3, $4)
         on conflict (part, unit, kind) do update set body = excluded.body",
        args![part, unit, kind, body],
    )?;
    Ok(())
}

/// By what people sign in, by account: their phones' numbers among them.
pub(crate) fn logins_of(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows: Vec<[Uuid; 1]> = accounts.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select l.account, l.login from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join account_login l on l.part = $2 and l.account = asked.id order by l.login",
        &[db::json(&rows)?, part.into()],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)),
    )?;
    let mut logins: HashMap<Uuid, Vec<String>> = HashMap::new();
    found.into_iter().for_each(|(account, login)| logins.entry(account).or_default().push(login));
    Ok(logins)
}
