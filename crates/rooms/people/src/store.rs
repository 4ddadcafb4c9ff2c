//! All the SQL of this room.

mod offices;

use access::device::Device;
use base::{Day, LAST_DAY, Uuid};
use db::{Result, Tx, args};

pub(crate) use offices::{Seat, grant, inviter, seats};

/// A membership with the account that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Their part.
    pub part: i64,
    /// The membership.
    pub id: Uuid,
    /// Their role in the team.
    pub role: String,
    /// Their account; everyone whom an import brought has one.
    pub account: Option<Uuid>,
    /// What they are called.
    pub name: String,
    /// `m` or `f`, where it is known.
    pub sex: Option<String>,
    /// The team's name.
    pub team: String,
    /// The team's unit.
    pub unit: Uuid,
    /// The number of the decision that founded the team.
    pub decision_number: Option<String>,
    /// Its day.
    pub decision_date: Option<String>,
}

/// A membership that holds on a day. Its part is not known from its id: there are few parts, and each is asked by key.
pub(crate) fn member(tx: &mut Tx<'_>, membership: Uuid, today: Day) -> Result<Option<Member>> {
    tx.opt(
        "select m.part, m.id, m.role, a.id, q.name, q.sex, t.name, t.unit, t.decision_number, t.decision_date
         from part p {lead} join membership m on m.part = p.part and m.id = $1
         join team t on t.part = m.part and t.id = m.team and t.closed_on is null
         join person q on q.part = m.part and q.id = m.person
         left join account a on a.part = m.part and a.person = m.person
         where m.since <= $2 and coalesce(m.until, $3) > $2 order by a.created_at, a.id",
        args![membership, today, LAST_DAY],
        |row| {
            Ok(Member {
                part: row.get(0)?,
                id: row.get(1)?,
                role: row.get(2)?,
                account: row.get(3)?,
                name: row.get(4)?,
                sex: row.get(5)?,
                team: row.get(6)?,
                unit: row.get(7)?,
                decision_number: row.get(8)?,
                decision_date: row.get(9)?,
            })
        },
    )
}

/// How many households a hamlet has.
pub(crate) fn households(tx: &mut Tx<'_>, part: i64, hamlet: Uuid) -> Result<i64> {
    tx.one(
        "select cast(count(*) as bigint) from household
         where part = $1 and hamlet = $2 and left_on is null and merged_into is null",
        args![part, hamlet],
        |row| row.get(0),
    )
}

/// The phones of those who hold a role on this unit, with their owners' names, those last heard of first.
pub(crate) fn devices_of_unit(tx: &mut Tx<'_>, part: i64, unit: Uuid, today: Day) -> Result<Vec<(Device, String)>> {
    let accounts = tx.all(
        "select distinct a.id, a.name from access_grant g join account a on a.part = g.part and a.id = g.account
         where g.part = $1 and g.unit = $2 and g.since <= $3 and coalesce(g.until, $4) > $3",
        args![part, unit, today, LAST_DAY],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)),
    )?;
    let ids: Vec<Uuid> = accounts.iter().map(|(id, _)| *id).collect();
    let devices = access::device::of_accounts(tx, part, &ids)?;
    let name = |id: Uuid| accounts.iter().find(|(account, _)| *account == id).map(|(_, name)| name.clone());
    Ok(devices
        .into_iter()
        .map(|device| {
            let name = name(device.account).unwrap_or_default();
            (device, name)
        })
        .collect())
}
