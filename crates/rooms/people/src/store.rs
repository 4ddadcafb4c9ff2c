//! The SQL of this room.

use base::{Day, Instant, Uuid};
use db::{Result, Tx, args};

/// A membership with what an invitation has to say of it.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its part.
    pub part: i64,
    /// The unit of the team.
    pub unit: Uuid,
    /// The account that goes with the person, if there is one.
    pub account: Option<Uuid>,
    /// Full name.
    pub name: String,
    /// Year of birth, if known.
    pub birth_year: Option<i64>,
    /// 'm', 'f' or not known.
    pub sex: Option<String>,
    /// What the team is called.
    pub team: String,
    /// leader, deputy, secretary, member.
    pub role: String,
    /// The founding decision.
    pub decision: (Option<String>, Option<String>),
}

macro_rules! member {
    ($rest:literal) => {
        concat!(
            "select m.part, t.unit, a.id, p.name, p.birth_year, p.sex, t.name, m.role, t.decision_number, t.decision_date
             from membership m join team t on t.part = m.part and t.id = m.team
             join person p on p.part = m.part and p.id = m.person
             left join account a on a.part = m.part and a.person = m.person ",
            $rest
        )
    };
}

fn read_member(row: &db::Row<'_>) -> Result<Member> {
    Ok(Member {
        part: row.get(0)?,
        unit: row.get(1)?,
        account: row.get(2)?,
        name: row.get(3)?,
        birth_year: row.get(4)?,
        sex: row.get(5)?,
        team: row.get(6)?,
        role: row.get(7)?,
        decision: (row.get(8)?, row.get(9)?),
    })
}

/// A membership that holds today, looked for in these parts.
pub fn member(tx: &mut Tx<'_>, parts: &[i64], id: Uuid, today: Day) -> Result<Option<Member>> {
    for part in parts {
        let found = tx.opt(
            member!("where m.part = $1 and m.id = $2 and (m.until is null or m.until > $3)"),
            args![*part, id, today],
            read_member,
        )?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// How many households a hamlet has.
pub fn households(tx: &mut Tx<'_>, part: i64, hamlet: Uuid) -> Result<i64> {
    tx.one(
        "select cast(count(*) as bigint) from household where part = $1 and hamlet = $2",
        args![part, hamlet],
        |row| row.get(0),
    )
}

/// The accounts with a grant on one of these units, with their names: (account, name, unit).
pub fn accounts_on(tx: &mut Tx<'_>, part: i64, units: &[Uuid]) -> Result<Vec<(Uuid, String, Uuid)>> {
    let rows = db::json(&units.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.all(
        "select distinct g.account, a.name, g.unit from (select uuid(r.value->>0) as id from {rows:$1}) u
         join access_grant g on g.part = $2 and g.unit = u.id
         join account a on a.part = g.part and a.id = g.account",
        &[rows, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// The units on which an account has a grant.
pub fn units_of(tx: &mut Tx<'_>, part: i64, account: Uuid) -> Result<Vec<Uuid>> {
    tx.all(
        "select distinct unit from access_grant where part = $1 and account = $2",
        args![part, account],
        |row| row.get(0),
    )
}

/// Takes all other phones of an account off the list: a reset is for a phone that is gone.
pub fn revoke_others(tx: &mut Tx<'_>, part: i64, account: Uuid, but: Uuid, now: Instant) -> Result<()> {
    tx.exec(
        "update device set revoked_at = $4 where part = $1 and account = $2 and id <> $3 and revoked_at is null",
        args![part, account, but, now],
    )?;
    Ok(())
}
