use std::collections::{HashMap, HashSet};

use base::{Instant, Uuid};
use db::{Result, Tx};
use places::Unit;
use serde_json::{Value, json};

use super::attention::hamlets_of_unit;
use crate::duplicates::{Card, CardPerson};

/// Hamlets of one part with their names.
pub(crate) type Hamlets = (i64, HashMap<Uuid, String>);

/// The households that stand under a unit with who lives there, in two statements a part. Visits are counted later, for those
/// that are shown.
pub(crate) fn cards(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(Hamlets, Vec<Card>)>> {
    let mut parts: HashMap<i64, HashMap<Uuid, String>> = HashMap::new();
    for (hamlet, part, name) in hamlets_of_unit(tx, unit)? {
        parts.entry(part).or_default().insert(hamlet, name);
    }
    let mut all = Vec::with_capacity(parts.len());
    for (part, hamlets) in parts {
        let cards = of_part(tx, part, &hamlets)?;
        all.push(((part, hamlets), cards));
    }
    Ok(all)
}

fn keys(hamlets: &HashMap<Uuid, String>) -> Result<db::Arg<'static>> {
    super::ids(&hamlets.keys().copied().collect::<Vec<_>>())
}

fn of_part(tx: &mut Tx<'_>, part: i64, hamlets: &HashMap<Uuid, String>) -> Result<Vec<Card>> {
    let found = tx.all(
        // What was merged goes where the household goes that stands for it, whatever hamlet its own row names.
        "select h.id, p.id, p.name, p.birth_year, p.sex, p.relation, p.is_head, h.merged_into
         from {rows:$1} join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         join resident p on p.part = h.part and p.household = h.id and p.left_on is null and p.merged_into is null
         where h.left_on is null and h.merged_into is null
         union all
         select h.id, p.id, p.name, p.birth_year, p.sex, p.relation, p.is_head, m.merged_into
         from {rows:$1} join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         join household m on m.part = h.part and m.merged_into = h.id
         join resident p on p.part = m.part and p.household = m.id and p.left_on is null and p.merged_into is null
         where h.left_on is null and h.has_merged = 1 and m.merged_into is not null
         order by 7 desc, 2",
        &[keys(hamlets)?, part.into()],
        |row| {
            let moved_over = row.get::<Option<Uuid>>(7)?.is_some();
            let person = CardPerson {
                id: row.get(1)?,
                name: row.get(2)?,
                birth_year: row.get(3)?,
                sex: row.get(4)?,
                relation: row.get(5)?,
                head: row.flag(6)? && !moved_over,
            };
            Ok((row.get::<Uuid>(0)?, person))
        },
    )?;
    let mut people: HashMap<Uuid, Vec<CardPerson>> = HashMap::new();
    found.into_iter().for_each(|(household, person)| people.entry(household).or_default().push(person));
    tx.all(
        "select h.id, h.hamlet, h.name, h.cluster, h.note, h.smartphones, h.computers, h.line, h.signal, h.made_on,
           h.last_visit_day
         from {rows:$1} join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         where h.left_on is null and h.merged_into is null order by h.id",
        &[keys(hamlets)?, part.into()],
        |row| {
            let id: Uuid = row.get(0)?;
            Ok(Card {
                id,
                hamlet: row.get(1)?,
                name: row.get(2)?,
                cluster: row.get(3)?,
                note: row.get(4)?,
                smartphones: row.get(5)?,
                computers: row.get(6)?,
                line: row.get(7)?,
                signal: row.get(8)?,
                made_on: row.parsed(9)?,
                last_visit: row.parsed_opt(10)?,
                visits: 0,
                residents: people.remove(&id).unwrap_or_default(),
            })
        },
    )
}

/// Pairs of these hamlets that somebody said are two, the smaller id first.
pub(crate) fn said_apart(tx: &mut Tx<'_>, (part, hamlets): &Hamlets) -> Result<HashSet<(Uuid, Uuid)>> {
    let found = tx.all(
        "select d.one, d.other from {rows:$1} join duplicate_apart d on d.part = $2 and d.hamlet = uuid(r.value->>0)",
        &[keys(hamlets)?, (*part).into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// How many visits of these households stand, those of what was merged into them too.
pub(crate) fn visits_of(tx: &mut Tx<'_>, part: i64, households: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let mut visits: HashMap<Uuid, i64> = HashMap::new();
    let found = tx.all(
        "select a.household, cast(count(*) as bigint) from {rows:$1}
         join activity a on a.part = $2 and a.household = uuid(r.value->>0) and a.removed_by is null group by a.household
         union all
         select h.merged_into, cast(count(*) as bigint) from {rows:$1}
         join household h on h.part = $2 and h.merged_into = uuid(r.value->>0)
         join activity a on a.part = h.part and a.household = h.id and a.removed_by is null
         where h.merged_into is not null group by h.merged_into",
        &[super::ids(households)?, part.into()],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<i64>(1)?)),
    )?;
    for (household, count) in found {
        *visits.entry(household).or_default() += count;
    }
    Ok(visits)
}

/// The merges of these hamlets since a moment, the latest first: {id, hamlet, hamlet_name, name, into_name, people, by, at, undone}.
pub(crate) fn merges_since(tx: &mut Tx<'_>, (part, hamlets): &Hamlets, since: Instant) -> Result<Vec<Value>> {
    tx.all(
        "select m.id, m.hamlet, f.name, t.name, m.household, m.into_household, m.residents, a.name, m.made_at, m.undone_at
         from {rows:$1} join household_merge m on m.part = $2 and m.hamlet = uuid(r.value->>0) and m.made_at >= $3
         join household f on f.part = m.part and f.id = m.household
         join household t on t.part = m.part and t.id = m.into_household
         left join account a on a.part = m.part and a.id = m.account
         order by m.made_at desc, m.id limit 200",
        &[keys(hamlets)?, (*part).into(), since.into()],
        |row| {
            let hamlet: Uuid = row.get(1)?;
            let people: Vec<(Uuid, Uuid)> = super::load::from_json(row, 6)?;
            Ok(json!({
                "id": row.get::<Uuid>(0)?,
                "hamlet": hamlet,
                "hamlet_name": hamlets.get(&hamlet),
                "name": row.get::<String>(2)?,
                "into_name": row.get::<String>(3)?,
                "only_people": row.get::<Uuid>(4)? == row.get::<Uuid>(5)?,
                "people": people.len(),
                "by": row.get::<Option<String>>(7)?,
                "at": Instant(row.get(8)?).millis(),
                "undone": row.get::<Option<i64>>(9)?.is_some(),
            }))
        },
    )
}
