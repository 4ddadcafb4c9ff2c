use std::collections::HashMap;

use base::{Day, Uuid};
use counting::read::Share;
use db::{Result, Tx, args};
use places::{Tier, Unit};

use crate::analysis::MemberRow;

/// The day on which the first household was written down at or below a unit.
pub fn since(tx: &mut Tx<'_>, unit: &Unit, shares: &[Share]) -> Result<Option<Day>> {
    let text = if unit.tier == Tier::Hamlet { SINCE_OF_HAMLET } else { SINCE_OF_UNIT };
    let parts: std::collections::BTreeSet<i64> = shares.iter().map(|share| share.part).chain([unit.part]).collect();
    let lines: Vec<[i64; 1]> = parts.into_iter().map(|part| [part]).collect();
    let found = tx.opt(text, &[db::json(&lines)?, unit.id.into()], |row| row.get::<Option<String>>(0))?;
    Ok(found.flatten().and_then(|text| text.parse().ok()))
}

const SINCE_OF_UNIT: &str = "
select min(f.bucket) from {rows:$1} cross join unit_figure f
where f.part = cast(r.value->>0 as bigint) and f.unit = $2 and f.indicator = 'households' and f.item = ''
  and f.bucket between '0001-01-01' and '9999-12-31'";
const SINCE_OF_HAMLET: &str = "
select min(f.bucket) from {rows:$1} cross join atom a cross join figure f
where a.part = cast(r.value->>0 as bigint) and a.unit = $2 and f.part = a.part and f.atom = a.id
  and f.indicator = 'households' and f.item = '' and f.bucket between '0001-01-01' and '9999-12-31'";

/// The last day up to today on which someone was met in each of these units, all of one tier.
pub fn last_visits(tx: &mut Tx<'_>, units: &[Unit], today: Day) -> Result<HashMap<Uuid, Day>> {
    let Some(first) = units.first() else { return Ok(HashMap::new()) };
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let mut pairs: Vec<(Uuid, i64)> = units.iter().map(|unit| (unit.id, unit.part)).collect();
    pairs.extend(counting::read::shares(tx, &ids)?.iter().map(|share| (share.unit, share.part)));
    pairs.sort_unstable();
    pairs.dedup();
    let text = if first.tier == Tier::Hamlet { LAST_OF_HAMLETS } else { LAST_OF_UNITS };
    let found = tx.all(text, &[db::json(&pairs)?, today.into()], |row| Ok((row.get(0)?, row.parsed(1)?)))?;
    Ok(found.into_iter().collect())
}

const LAST_OF_UNITS: &str = "
select f.unit, max(f.bucket) from {rows:$1} cross join unit_figure f
where f.part = cast(r.value->>1 as bigint) and f.unit = uuid(r.value->>0) and f.indicator = 'visits' and f.item = ''
  and f.bucket between '0001-01-01' and $2 and f.total > 0
group by f.unit";
const LAST_OF_HAMLETS: &str = "
select a.unit, max(f.bucket) from {rows:$1} cross join atom a cross join figure f
where a.part = cast(r.value->>1 as bigint) and a.unit = uuid(r.value->>0) and f.part = a.part and f.atom = a.id
  and f.indicator = 'visits' and f.item = '' and f.bucket between '0001-01-01' and $2 and f.total > 0
group by a.unit";

/// The members of a hamlet's teams today: whom they look after, and what they did between two days.
pub fn members_at_work(tx: &mut Tx<'_>, hamlet: &Unit, (from, to): (Day, Day), today: Day) -> Result<Vec<MemberRow>> {
    tx.all(MEMBERS, args![hamlet.part, hamlet.id, from, to, today], |row| {
        Ok(MemberRow {
            membership: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            households: row.get(3)?,
            visits: row.get(4)?,
            days: row.get(5)?,
        })
    })
}

const MEMBERS: &str = "
select m.id, p.name, m.role, coalesce(k.kept, 0), coalesce(v.visits, 0), coalesce(v.days, 0)
from team t join membership m on m.part = t.part and m.team = t.id and m.since <= $5 and (m.until is null or m.until > $5)
join person p on p.part = m.part and p.id = m.person
left join (select h.keeper as keeper, count(*) as kept from household h
  where h.part = $1 and h.hamlet = $2 and h.keeper is not null and h.merged_into is null
    and (h.left_on is null or h.left_on > $5)
  group by h.keeper) k on k.keeper = m.id
left join (select a.person as person, count(*) as visits, count(distinct x.day) as days
  from activity x join account a on a.part = x.part and a.id = x.author
  where x.part = $1 and x.hamlet = $2 and x.kind = 'visit' and x.met = 1 and x.removed_by is null
    and x.day between $3 and $4
  group by a.person) v on v.person = m.person
where t.part = $1 and t.unit = $2 and t.kind = 'team' and t.founded_on <= $5 and (t.closed_on is null or t.closed_on > $5)
order by coalesce(k.kept, 0) desc, coalesce(v.visits, 0) desc, p.sort_key, m.id";

/// The households of a hamlet's book today.
pub fn households_in_book(tx: &mut Tx<'_>, hamlet: &Unit, today: Day) -> Result<i64> {
    tx.one(
        "select count(*) from household h where h.part = $1 and h.hamlet = $2 and h.merged_into is null
           and (h.left_on is null or h.left_on > $3)",
        args![hamlet.part, hamlet.id, today],
        |row| row.get(0),
    )
}

/// The visits between two days, in a hamlet's book, that met someone.
pub fn visits_in_book(tx: &mut Tx<'_>, hamlet: &Unit, (from, to): (Day, Day)) -> Result<i64> {
    tx.one(
        "select count(*) from activity x where x.part = $1 and x.hamlet = $2 and x.kind = 'visit' and x.met = 1
           and x.removed_by is null and x.day between $3 and $4",
        args![hamlet.part, hamlet.id, from, to],
        |row| row.get(0),
    )
}
