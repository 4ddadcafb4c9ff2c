//! Accounts of offices.

use access::Role;
use base::{Day, Instant, LAST_DAY, Uuid};
use db::{Result, Tx, args};

/// A role of an office, and whose it is.
pub(crate) struct Seat {
    pub grant: Uuid,
    pub account: Uuid,
    pub name: String,
    pub login: Option<String>,
    pub role: Role,
    pub indicators: Vec<String>,
    pub since: Day,
    pub until: Option<Day>,
    pub has_password: bool,
    pub invited: bool,
    pub used_at: Option<Instant>,
}

/// Roles of offices on a unit that have not ended. Whose account lies in another part is found too: there are few parts,
/// and each is asked by key.
pub(crate) fn seats(tx: &mut Tx<'_>, unit: Uuid, now: Instant) -> Result<Vec<Seat>> {
    tx.all(
        "select g.id, g.account, a.name, g.role, g.since, g.until,
           cast(case when a.password_hash is null then 0 else 1 end as bigint), a.used_at,
           cast(case when exists (select 1 from invitation i where i.part = a.part and i.account = a.id
             and i.membership is null and i.used_at is null and i.expires_at > $4) then 1 else 0 end as bigint),
           (select min(l.login) from account_login l where l.part = a.part and l.account = a.id),
           g.indicators
         from part p {lead} join access_grant g on g.part = p.part and g.unit = $1
         join account a on a.part = g.part and a.id = g.account
         where g.role not in ('member', 'deputy', 'leader') and coalesce(g.until, $3) > $2 and a.disabled_at is null",
        args![unit, Day::of(now), LAST_DAY, now],
        |row| {
            Ok(Seat {
                grant: row.get(0)?,
                account: row.get(1)?,
                name: row.get(2)?,
                role: row.parsed(3)?,
                since: row.parsed(4)?,
                until: row.parsed_opt(5)?,
                has_password: row.get::<i64>(6)? == 1,
                used_at: row.get::<Option<i64>>(7)?.map(Instant),
                invited: row.get::<i64>(8)? == 1,
                login: row.get(9)?,
                indicators: row
                    .get::<Option<String>>(10)?
                    .and_then(|text| serde_json::from_str(&text).ok())
                    .unwrap_or_default(),
            })
        },
    )
}

/// A grant whose part is not known from its id, with its part, account, role and unit.
pub(crate) fn grant(tx: &mut Tx<'_>, id: Uuid, today: Day) -> Result<Option<(i64, Uuid, Role, Uuid)>> {
    tx.opt(
        "select g.part, g.account, g.role, g.unit from part p {lead} join access_grant g on g.part = p.part and g.id = $1
         where coalesce(g.until, $3) > $2",
        args![id, today, LAST_DAY],
        |row| Ok((row.get(0)?, row.get(1)?, row.parsed(2)?, row.get(3)?)),
    )
}

/// Whose name an invitation says; none where a program made it, which has neither a person nor a login.
pub(crate) fn inviter(tx: &mut Tx<'_>, account: Uuid) -> Result<Option<String>> {
    tx.opt(
        "select a.name from part p {lead} join account a on a.part = p.part and a.id = $1
         where a.person is not null
           or exists (select 1 from account_login l where l.part = a.part and l.account = a.id)",
        args![account],
        |row| row.get(0),
    )
}
