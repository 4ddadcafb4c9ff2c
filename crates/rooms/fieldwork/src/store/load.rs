use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Day, Uuid};
use db::{Result, Row, Tx};

use super::ids;
use crate::house::House;
use crate::model::{Household, Resident};

/// A hamlet, as far as judging needs to know.
#[derive(Debug, Clone)]
pub struct Hamlet {
    /// Its part.
    pub part: i64,
    /// The atom that new facts go to.
    pub atom: Uuid,
    /// Its full name.
    pub name: String,
    /// Itself and every unit above, on the map in force.
    pub ancestors: Vec<Uuid>,
}

/// Hamlets by id.
pub fn hamlets(tx: &mut Tx<'_>, map: i64, today: Day, wanted: &[Uuid]) -> Result<HashMap<Uuid, Hamlet>> {
    let mut found: HashMap<Uuid, Hamlet> = HashMap::new();
    let rows = tx.all(
        "select l.unit, a.part, a.id, n.full_name, l.ancestor from {rows:$1}
         join unit_link l on l.map = $2 and l.unit = uuid(r.value->>0) and l.valid_from <= $3 and l.valid_to > $3
         join unit u on u.id = l.unit
         join atom a on a.part = u.part and a.unit = l.unit and a.closed_on is null
         join unit_name n on n.unit = l.unit and n.valid_to = '9999-12-31'
         order by l.unit, l.depth",
        &[ids(wanted)?, map.into(), today.into()],
        |row| Ok((row.get::<Uuid>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<Uuid>(4)?)),
    )?;
    for (unit, part, atom, name, ancestor) in rows {
        let hamlet = found.entry(unit).or_insert_with(|| Hamlet { part, atom, name, ancestors: Vec::new() });
        hamlet.ancestors.push(ancestor);
    }
    Ok(found)
}

/// The hamlets of households, and those they moved in from; also of those that they count as.
pub fn hamlets_of(tx: &mut Tx<'_>, part: i64, households: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let rows = tx.all(
        "select h.hamlet, h.moved_from, m.hamlet, m.moved_from
         from {rows:$1} join household h on h.part = $2 and h.id = uuid(r.value->>0)
         left join household m on m.part = h.part and m.id = h.merged_into",
        &[ids(households)?, part.into()],
        |row| Ok([row.get::<Option<Uuid>>(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
    )?;
    Ok(rows.into_iter().flatten().flatten().collect())
}

/// The codes of the skills that are taught.
pub fn skills(tx: &mut Tx<'_>) -> Result<BTreeSet<String>> {
    Ok(tx.all("select code from skill", &[], |row| row.get(0))?.into_iter().collect())
}

/// Activities that are on file, each with the household of a visit; a group activity has none.
pub fn households_of_activities(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<HashMap<Uuid, Option<Uuid>>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select a.id, a.household from {rows:$1} join activity a on a.part = $2 and a.id = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// Whom activities that are on file met.
pub fn people_of_activities(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<Uuid>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let found = tx.all(
        "select a.people from {rows:$1} join activity a on a.part = $2 and a.id = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        |row| from_json::<Vec<Uuid>>(row, 0),
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// The households of residents that are on file.
pub fn households_of_residents(tx: &mut Tx<'_>, part: i64, residents: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    if residents.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select p.id, p.household from {rows:$1} join resident p on p.part = $2 and p.id = uuid(r.value->>0)",
        &[ids(residents)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

macro_rules! household_rows {
    ($rest:literal) => {
        concat!(
            "select h.id, h.atom, h.hamlet, h.name, h.cluster, h.note, h.smartphones, h.computers, h.line, h.signal,
               h.surveyed_on, h.next_step, h.next_day, h.next_note, h.last_visit_day, h.last_visit, h.last_met_day,
               h.made_on, h.left_on, h.moved_from, h.edits, h.revision, h.merged_into, h.keeper, h.has_merged, h.consents, h.left_why from ",
            $rest
        )
    };
}
pub(super) use household_rows;

/// Households by id, with those that were merged into them.
fn rows_of(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<BTreeMap<Uuid, Household>> {
    let mut rows = tx.all(
        household_rows!("{rows:$1} join household h on h.part = $2 and h.id = uuid(r.value->>0)"),
        &[ids(wanted)?, part.into()],
        household,
    )?;
    rows.extend(merged_into(tx, part, &rows)?);
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The households that were merged into these. Most have none, and cost nothing.
pub(super) fn merged_into(tx: &mut Tx<'_>, part: i64, rows: &[Household]) -> Result<Vec<Household>> {
    let standing: Vec<Uuid> = rows.iter().filter(|row| row.has_merged).map(|row| row.id).collect();
    if standing.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        household_rows!(
            "{rows:$1} join household h on h.part = $2 and h.merged_into = uuid(r.value->>0) where h.merged_into is not null"
        ),
        &[ids(&standing)?, part.into()],
        household,
    )
}

/// Households with their residents, each with the top of its history. What was merged is part of the one that stands, whose
/// id is the key, whichever of them was asked for.
pub fn houses(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<BTreeMap<Uuid, House>> {
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut rows = rows_of(tx, part, wanted)?;
    let standing = rows.values().filter_map(|row| row.merged_into).filter(|into| !rows.contains_key(into));
    let standing: Vec<Uuid> = standing.collect();
    if !standing.is_empty() {
        rows.extend(rows_of(tx, part, &standing)?);
    }
    let mut people: HashMap<Uuid, BTreeMap<Uuid, Resident>> = HashMap::new();
    for person in residents_of(tx, part, &rows.keys().copied().collect::<Vec<_>>())? {
        let home = rows.get(&person.household).and_then(|row| row.merged_into).unwrap_or(person.household);
        people.entry(home).or_default().insert(person.id, person);
    }
    let mut joined: HashMap<Uuid, BTreeMap<Uuid, Household>> = HashMap::new();
    let mut standing = Vec::with_capacity(rows.len());
    for (id, row) in rows {
        match row.merged_into {
            Some(into) => _ = joined.entry(into).or_default().insert(id, row),
            None => standing.push(row),
        }
    }
    let mut house = |row: Household| {
        let (people, joined) = (people.remove(&row.id).unwrap_or_default(), joined.remove(&row.id).unwrap_or_default());
        (row.id, House::known(row, people, joined))
    };
    Ok(standing.into_iter().map(&mut house).collect())
}

/// The residents of households, by the rows alone.
pub(super) fn residents_of(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<Resident>> {
    tx.all(
        "select p.id, p.household, p.name, p.birth_year, p.sex, p.relation, p.is_head, p.made_on, p.left_on, p.levels, p.edits,
           p.merged_into, p.left_why
         from {rows:$1} join resident p on p.part = $2 and p.household = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        resident,
    )
}

/// Reads a household from the columns of [`houses`].
pub(super) fn household(row: &Row<'_>) -> Result<Household> {
    Ok(Household {
        id: row.get(0)?,
        atom: row.get(1)?,
        hamlet: row.get(2)?,
        name: row.get(3)?,
        cluster: row.get(4)?,
        note: row.get(5)?,
        smartphones: row.get(6)?,
        computers: row.get(7)?,
        line: row.get(8)?,
        signal: row.get(9)?,
        surveyed_on: row.parsed_opt(10)?,
        next_step: row.get(11)?,
        next_day: row.parsed_opt(12)?,
        next_note: row.get(13)?,
        last_visit_day: row.parsed_opt(14)?,
        last_visit: row.get(15)?,
        last_met_day: row.parsed_opt(16)?,
        made_on: row.parsed(17)?,
        left_on: row.parsed_opt(18)?,
        moved_from: row.get(19)?,
        edits: from_json(row, 20)?,
        revision: row.get(21)?,
        merged_into: row.get(22)?,
        keeper: row.get(23)?,
        has_merged: row.flag(24)?,
        consents: from_json(row, 25)?,
        left_why: row.get(26)?,
    })
}

/// Reads a resident from the columns of [`houses`].
pub(super) fn resident(row: &Row<'_>) -> Result<Resident> {
    Ok(Resident {
        id: row.get(0)?,
        household: row.get(1)?,
        name: row.get(2)?,
        birth_year: row.get(3)?,
        sex: row.get(4)?,
        relation: row.get(5)?,
        is_head: row.flag(6)?,
        made_on: row.parsed(7)?,
        left_on: row.parsed_opt(8)?,
        levels: from_json(row, 9)?,
        edits: from_json(row, 10)?,
        merged_into: row.get(11)?,
        left_why: row.get(12)?,
    })
}

/// A column that holds JSON of our own making.
pub(crate) fn from_json<T: for<'de> serde::Deserialize<'de> + Default>(row: &Row<'_>, index: usize) -> Result<T> {
    let text: String = row.get(index)?;
    if text == "{}" || text == "[]" {
        return Ok(T::default());
    }
    serde_json::from_str(&text).map_err(|e| db::Error::Column { index, message: e.to_string() })
}
