use std::collections::HashMap;

use base::{Day, LAST_DAY, Uuid};
use db::{Result, Tx, args};

use super::unit::{ordered, read};
use crate::{Tier, Unit, UnitRef, Vintage};

/// The day to read links on. The links that hold now are those without an end, so that no clock is needed for them.
fn day(on: Option<Day>) -> String {
    on.map_or_else(|| "9999-12-30".into(), |day| day.to_string())
}

/// The units directly below on a map, on a day (None: now), in the order of lists, under their newest names.
pub fn children(tx: &mut Tx<'_>, unit: Uuid, map: Vintage, on: Option<Day>) -> Result<Vec<Unit>> {
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit_link l join unit u on u.id = l.unit
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'
         where l.map = $1 and l.ancestor = $2 and l.depth = 1 and l.valid_from <= $3 and l.valid_to > $3",
        args![map, unit, day(on)],
        read,
    )?;
    Ok(ordered(found))
}

/// A unit and all below it on a map, on a day (None: now). A province has thousands: ask for what is needed.
pub fn subtree(tx: &mut Tx<'_>, unit: Uuid, map: Vintage, on: Option<Day>) -> Result<Vec<Unit>> {
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit_link l join unit u on u.id = l.unit
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'
         where l.map = $1 and l.ancestor = $2 and l.valid_from <= $3 and l.valid_to > $3",
        args![map, unit, day(on)],
        read,
    )?;
    Ok(ordered(found))
}

/// The units directly below many units now, in the order of lists.
pub fn children_of(tx: &mut Tx<'_>, units: &[Uuid], map: Vintage) -> Result<HashMap<Uuid, Vec<Unit>>> {
    let rows: Vec<[Uuid; 1]> = units.iter().map(|id| [*id]).collect();
    let mut found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key, l.ancestor
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit_link l on l.map = $2 and l.ancestor = asked.id and l.depth = 1 and l.valid_to = $3
         join unit u on u.id = l.unit join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'",
        &[db::json(&rows)?, map.into(), LAST_DAY.into()],
        |row| Ok((read(row)?, row.get::<Uuid>(9)?)),
    )?;
    found.sort_by(|(a, _), (b, _)| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
    let mut below: HashMap<Uuid, Vec<Unit>> = HashMap::new();
    for (unit, parent) in found {
        below.entry(parent).or_default().push(unit);
    }
    Ok(below)
}

/// The unit above now; none for the country, and none for a unit that is not on this map.
pub fn parent(tx: &mut Tx<'_>, unit: Uuid, map: Vintage) -> Result<Option<Unit>> {
    parent_at(tx, unit, map, None)
}

/// The unit above on a day.
pub fn parent_on(tx: &mut Tx<'_>, unit: Uuid, map: Vintage, on: Day) -> Result<Option<Unit>> {
    parent_at(tx, unit, map, Some(on))
}

fn parent_at(tx: &mut Tx<'_>, unit: Uuid, map: Vintage, on: Option<Day>) -> Result<Option<Unit>> {
    tx.opt(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit_link l join unit u on u.id = l.ancestor
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'
         where l.map = $1 and l.unit = $2 and l.depth = 1 and l.valid_from <= $3 and l.valid_to > $3",
        args![map, unit, day(on)],
        read,
    )
}

/// All above a unit now, the country first, the unit itself left out.
pub fn ancestors(tx: &mut Tx<'_>, unit: Uuid, map: Vintage) -> Result<Vec<UnitRef>> {
    Ok(ancestors_of(tx, &[unit], map, None)?.remove(&unit).unwrap_or_default())
}

/// The same for many units, on a day (None: now).
pub fn ancestors_of(
    tx: &mut Tx<'_>,
    units: &[Uuid],
    map: Vintage,
    on: Option<Day>,
) -> Result<HashMap<Uuid, Vec<UnitRef>>> {
    let rows: Vec<[Uuid; 1]> = units.iter().map(|id| [*id]).collect();
    let mut found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key, l.unit, l.depth
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit_link l on l.map = $2 and l.unit = asked.id and l.depth > 0 and l.valid_from <= $3 and l.valid_to > $3
         join unit u on u.id = l.ancestor join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'",
        &[db::json(&rows)?, map.into(), day(on).into()],
        |row| Ok((read(row)?, row.get::<Uuid>(9)?, row.get::<i64>(10)?)),
    )?;
    found.sort_by_key(|(_, _, depth)| std::cmp::Reverse(*depth));
    let mut above: HashMap<Uuid, Vec<UnitRef>> = HashMap::new();
    for (ancestor, unit, _) in found {
        above.entry(unit).or_default().push(ancestor.into());
    }
    Ok(above)
}

/// Whether `unit` is `ancestor` or lies below it now.
pub fn subtree_contains(tx: &mut Tx<'_>, map: Vintage, ancestor: Uuid, unit: Uuid) -> Result<bool> {
    let found = tx.opt(
        "select depth from unit_link where map = $1 and unit = $2 and ancestor = $3 and valid_to = $4",
        args![map, unit, ancestor, LAST_DAY],
        |row| row.get::<i64>(0),
    )?;
    Ok(found.is_some())
}

/// The hamlets of a unit now, itself if it is one, in the order of lists.
pub fn hamlets_under(tx: &mut Tx<'_>, map: Vintage, unit: Uuid) -> Result<Vec<UnitRef>> {
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit_link l join unit u on u.id = l.unit and u.tier = $4
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'
         where l.map = $1 and l.ancestor = $2 and l.valid_to = $3",
        args![map, unit, LAST_DAY, Tier::Hamlet.as_str()],
        read,
    )?;
    Ok(ordered(found).into_iter().map(UnitRef::from).collect())
}
