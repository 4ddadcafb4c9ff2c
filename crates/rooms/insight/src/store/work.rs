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
    let (part, id) = (hamlet.part, hamlet.id);
    let kept: HashMap<Uuid, i64> = pairs(tx.all(KEPT, args![part, id, today], |row| Ok((row.get(0)?, row.get(1)?)))?);
    let did = tx.all(VISITS, args![part, id, from, to], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    let did: HashMap<Uuid, (i64, i64)> = pairs(did);
    let mut members = tx.all(MEMBERS, args![part, id, today], |row| {
        let (membership, person): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
        let (visits, days) = did.get(&person).copied().unwrap_or_default();
        let households = kept.get(&membership).copied().unwrap_or_default();
        Ok(MemberRow { membership, name: row.get(2)?, role: row.get(3)?, households, visits, days })
    })?;
    // Stable: who has as many stands in the order of names.
    members.sort_by_key(|one| std::cmp::Reverse((one.households, one.visits)));
    Ok(members)
}

fn pairs<V>(rows: Vec<(Uuid, V)>) -> HashMap<Uuid, V> {
    rows.into_iter().collect()
}

const MEMBERS: &str = "
select m.id, m.person, p.name, m.role from team t cross join membership m cross join person p
where t.part = $1 and t.unit = $2 and t.kind = 'team' and t.founded_on <= $3 and (t.closed_on is null or t.closed_on > $3)
  and m.part = t.part and m.team = t.id and m.since <= $3 and (m.until is null or m.until > $3)
  and p.part = m.part and p.id = m.person
order by p.sort_key, m.id";
const KEPT: &str = "
select h.keeper, count(*) from household h
where h.part = $1 and h.hamlet = $2 and h.keeper is not null and h.merged_into is null
  and (h.left_on is null or h.left_on > $3)
group by h.keeper";
const VISITS: &str = "
select a.person, count(*), count(distinct x.day) from activity x cross join account a
where x.part = $1 and x.hamlet = $2 and x.kind = 'visit' and x.met = 1 and x.removed_by is null and x.day between $3 and $4
  and a.part = x.part and a.id = x.author and a.person is not null
group by a.person";

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
