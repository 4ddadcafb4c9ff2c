//! The recount: every figure of a part from its facts, compared with what is stored, in one snapshot of the database.

use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};
use db::{Result, Row, Tx, args};

use crate::delta::{COLUMNS, Columns, Deltas, Place};
use crate::reach::ReachRows;
use crate::write::Queued;

/// A capability that can count its facts anew.
pub trait Recount: Send + Sync {
    /// Adds all that the facts of a part amount to.
    fn recount(&self, tx: &mut Tx<'_>, part: i64, deltas: &mut Deltas, rows: &mut ReachRows) -> Result<()>;
}

/// Where the stored and the counted differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was looked at, in words.
    pub what: String,
    /// What is stored.
    pub stored: String,
    /// What was counted.
    pub counted: String,
}

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked {
    /// Figures of atoms.
    pub figures: u64,
    /// Figures of the tiers above.
    pub unit_figures: u64,
    /// Rows of distinct counts.
    pub reach: u64,
}

type Line = (Uuid, String, String, String);

/// Recounts a part.
pub fn part(
    tx: &mut Tx<'_>,
    part: i64,
    today: Day,
    recounts: &[&dyn Recount],
    found: &mut Vec<Difference>,
) -> Result<Looked> {
    let mut deltas = Deltas::default();
    let mut rows = ReachRows::new();
    for recount in recounts {
        recount.recount(tx, part, &mut deltas, &mut rows)?;
    }
    let mut atoms: HashMap<Line, Columns> = HashMap::new();
    let mut units = atoms.clone();
    for (key, columns) in deltas.changes() {
        let (sums, id) = match key.place {
            Place::Atom(id) => (&mut atoms, id),
            Place::Unit(id) => (&mut units, id),
        };
        sums.insert((id, key.indicator.to_owned(), key.item.clone(), key.bucket.to_string()), *columns);
    }
    drop(deltas);
    let mut looked = Looked { reach: reach(tx, part, rows, found)?, ..Looked::default() };
    let expected = lift(tx, part, today, &atoms, &units)?;
    looked.figures = compare("figure", stored(tx, ATOM_FIGURES, part)?, atoms, found);
    let mut above = stored(tx, UNIT_FIGURES, part)?;
    for (line, columns) in queued(tx, part, today)? {
        add(above.entry(line).or_default(), &columns);
    }
    looked.unit_figures = compare("unit_figure", above, expected, found);
    Ok(looked)
}

fn add(sum: &mut Columns, columns: &Columns) {
    sum.iter_mut().zip(columns).for_each(|(sum, value)| *sum += value);
}

fn compare(
    table: &str,
    stored: HashMap<Line, Columns>,
    mut counted: HashMap<Line, Columns>,
    found: &mut Vec<Difference>,
) -> u64 {
    let looked = stored.len() as u64;
    for (line, columns) in stored {
        let expected = counted.remove(&line).unwrap_or_default();
        if columns != expected {
            found.push(difference(table, &line, &columns, &expected));
        }
    }
    for (line, expected) in counted.into_iter().filter(|(_, columns)| columns.iter().any(|value| *value != 0)) {
        found.push(difference(table, &line, &[0; 9], &expected));
    }
    looked
}

fn difference(table: &str, (id, indicator, item, bucket): &Line, stored: &Columns, counted: &Columns) -> Difference {
    let text = |columns: &Columns| {
        let named = COLUMNS.iter().zip(columns).zip(stored.iter().zip(counted));
        let parts: Vec<String> =
            named.filter(|(_, (a, b))| a != b).map(|((name, value), _)| format!("{name} {value}")).collect();
        parts.join(", ")
    };
    Difference {
        what: format!("{table} {id} {indicator} {item} {bucket}"),
        stored: text(stored),
        counted: text(counted),
    }
}

const ATOM_FIGURES: &str =
    "select atom, indicator, item, bucket, total, male, female, sex_unknown, age_0_17, age_18_39,
  age_40_59, age_60, age_unknown from figure where part = $1";
const UNIT_FIGURES: &str =
    "select unit, indicator, item, bucket, total, male, female, sex_unknown, age_0_17, age_18_39,
  age_40_59, age_60, age_unknown from unit_figure where part = $1";

fn stored(tx: &mut Tx<'_>, sql: &'static str, part: i64) -> Result<HashMap<Line, Columns>> {
    let rows = tx.all(sql, args![part], |row: &Row<'_>| {
        let mut columns = [0; 9];
        for (at, column) in columns.iter_mut().enumerate() {
            *column = row.get(at + 4)?;
        }
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?), columns))
    })?;
    Ok(rows.into_iter().collect())
}

/// What waits in the queue, lifted as the fold will lift it.
fn queued(tx: &mut Tx<'_>, part: i64, today: Day) -> Result<HashMap<Line, Columns>> {
    let bodies = tx.all("select body from fold_queue where part = $1", args![part], |row| row.get::<String>(0))?;
    let (mut atoms, mut units): (HashMap<Line, Columns>, HashMap<Line, Columns>) = Default::default();
    for body in bodies {
        let queued: Queued = serde_json::from_str(&body).map_err(|e| db::Error::Damaged(e.to_string()))?;
        for (lines, sums) in [(queued.atoms, &mut atoms), (queued.units, &mut units)] {
            for (id, indicator, item, bucket, columns) in lines {
                add(sums.entry((id, indicator, item, bucket)).or_default(), &columns);
            }
        }
    }
    lift(tx, part, today, &atoms, &units)
}

/// Sums over atoms and units for every unit above.
fn lift(
    tx: &mut Tx<'_>,
    part: i64,
    today: Day,
    atoms: &HashMap<Line, Columns>,
    units: &HashMap<Line, Columns>,
) -> Result<HashMap<Line, Columns>> {
    let map = places::store::map_in_force(tx)?;
    let mut above: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    let pair = |row: &Row<'_>| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?));
    let of_atoms = tx.all(
        "select a.id, l.ancestor from atom a join unit_link l on l.map = $2 and l.unit = a.unit
         where a.part = $1 and l.depth > 0 and l.valid_from <= $3 and l.valid_to > $3",
        args![part, map, today],
        pair,
    )?;
    let of_units = tx.all(
        "select l.unit, l.ancestor from unit_link l join unit u on u.id = l.unit
         where u.part = $1 and l.map = $2 and u.tier <> 'hamlet' and l.valid_from <= $3 and l.valid_to > $3",
        args![part, map, today],
        pair,
    )?;
    for (place, ancestor) in of_atoms.into_iter().chain(of_units) {
        above.entry(place).or_default().push(ancestor);
    }
    let mut sums: HashMap<Line, Columns> = HashMap::new();
    for ((id, indicator, item, bucket), columns) in atoms.iter().chain(units) {
        for unit in above.get(id).into_iter().flatten() {
            add(sums.entry((*unit, indicator.clone(), item.clone(), bucket.clone())).or_default(), columns);
        }
    }
    Ok(sums)
}

fn reach(tx: &mut Tx<'_>, part: i64, mut counted: ReachRows, found: &mut Vec<Difference>) -> Result<u64> {
    use crate::reach::{Reached, Subject};
    let rows = tx.all(
        "select indicator, item, subject, day, previous_day, atom, sex, age from reach where part = $1",
        args![part],
        |row| {
            let previous: String = row.get(4)?;
            let texts: [String; 4] = [row.get(0)?, row.get(1)?, row.get(6)?, row.get(7)?];
            Ok((texts, row.get::<Uuid>(2)?, row.parsed::<Day>(3)?, previous.parse::<Day>().ok(), row.get::<Uuid>(5)?))
        },
    )?;
    let looked = rows.len() as u64;
    for ([indicator, item, sex, age], id, day, previous, atom) in rows {
        let known = ["households_reached", "people_reached"].into_iter().find(|known| *known == indicator);
        let key = known.map(|indicator| (Subject { indicator, item: item.clone(), id }, day));
        let counted = key.as_ref().and_then(|key| counted.remove(key));
        let same = |row: &Reached| {
            let group = row.group.map_or(("", ""), |group| (group.sex, group.age));
            (row.previous, row.atom, group) == (previous, atom, (sex.as_str(), age.as_str()))
        };
        if !counted.as_ref().is_some_and(same) {
            found.push(Difference {
                what: format!("reach {indicator} {item} {id} {day}"),
                stored: format!("previous {previous:?}, atom {atom}, {sex} {age}"),
                counted: format!("{counted:?}"),
            });
        }
    }
    for ((subject, day), row) in counted {
        let what = format!("reach {} {} {} {day}", subject.indicator, subject.item, subject.id);
        found.push(Difference { what, stored: "no row".into(), counted: format!("{row:?}") });
    }
    Ok(looked)
}
