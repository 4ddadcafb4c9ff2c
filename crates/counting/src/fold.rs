//! Folding: one worker a part takes the queue, adds it to every unit above, and says which units have news.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Day, Instant, Uuid};
use db::{Db, Result, Tx, args};

use crate::delta::Columns;
use crate::write::{ADD_TO_UNIT_FIGURE, Line, Queued, flat};

/// How many queue rows one transaction takes: small enough to hold SQLite's lock well under a second.
const ROWS: i64 = 200;

/// The parts that have a queue.
pub fn waiting(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    tx.all("select distinct part from fold_queue order by part", &[], |row| row.get(0))
}

/// Folds all that waits, part by part, and gives the number of queue rows folded. Safe to run from several servers at once.
pub fn run(db: &Db, now: Instant) -> Result<usize> {
    let mut folded = 0;
    for part in db.read_blocking(waiting)? {
        loop {
            let taken = db.write_blocking(|tx| once(tx, part, now))?;
            folded += taken;
            if taken < usize::try_from(ROWS).unwrap_or(usize::MAX) {
                break;
            }
        }
    }
    Ok(folded)
}

/// Folds at most [`ROWS`] rows of a part's queue, under the lock of its `fold_state` row.
pub fn once(tx: &mut Tx<'_>, part: i64, now: Instant) -> Result<usize> {
    tx.exec(
        "insert into fold_state (part, folded_at, version) values ($1, 0, 0) on conflict (part) do nothing",
        args![part],
    )?;
    let version: i64 =
        tx.one("select version from fold_state where part = $1 {lock}", args![part], |row| row.get::<i64>(0))? + 1;
    let queue = tx.all(
        "select id, body from fold_queue where part = $1 order by queued_at, id limit $2",
        args![part, ROWS],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)),
    )?;
    if queue.is_empty() {
        return Ok(0);
    }
    let mut atoms: BTreeMap<(Uuid, String, String, String), Columns> = BTreeMap::new();
    let mut units = atoms.clone();
    for (_, body) in &queue {
        let queued: Queued = serde_json::from_str(body).map_err(|e| db::Error::Damaged(e.to_string()))?;
        queued.atoms.into_iter().for_each(|line| add(&mut atoms, line));
        queued.units.into_iter().for_each(|line| add(&mut units, line));
    }
    let mut touched = BTreeSet::new();
    let sums = lift(tx, part, Day::of(now), atoms, units, &mut touched)?;
    tx.exec(ADD_TO_UNIT_FIGURE, &[flat(&sums)?, part.into()])?;
    announce(tx, part, version, now, &touched)?;
    let ids: Vec<Uuid> = queue.iter().map(|(id, _)| *id).collect();
    tx.exec(
        "delete from fold_queue where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
        &[db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?, part.into()],
    )?;
    tx.exec("update fold_state set folded_at = $2, version = $3 where part = $1", args![part, now, version])?;
    Ok(queue.len())
}

fn add(sums: &mut BTreeMap<(Uuid, String, String, String), Columns>, (id, indicator, item, bucket, columns): Line) {
    let sum = sums.entry((id, indicator, item, bucket)).or_default();
    sum.iter_mut().zip(columns).for_each(|(sum, value)| *sum += value);
}

/// The changes of atoms and units, lifted to every unit above on the map in force. A hamlet's own figures are its atoms':
/// the hamlet is only announced.
fn lift(
    tx: &mut Tx<'_>,
    part: i64,
    today: Day,
    atoms: BTreeMap<(Uuid, String, String, String), Columns>,
    units: BTreeMap<(Uuid, String, String, String), Columns>,
    touched: &mut BTreeSet<Uuid>,
) -> Result<Vec<Line>> {
    let map = places::store::map_in_force(tx)?;
    let mut above: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let ids: BTreeSet<Uuid> = atoms.keys().map(|key| key.0).collect();
    let pairs = |row: &db::Row<'_>| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?, row.get::<i64>(2)?));
    let rows = db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?;
    for (atom, unit, depth) in tx.all(ABOVE_ATOMS, &[rows, part.into(), map.into(), today.into()], pairs)? {
        touched.insert(unit);
        if depth > 0 {
            above.entry(atom).or_default().push(unit);
        }
    }
    let ids: BTreeSet<Uuid> = units.keys().map(|key| key.0).collect();
    let rows = db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?;
    for (unit, ancestor, _) in tx.all(ABOVE_UNITS, &[rows, map.into(), today.into()], pairs)? {
        touched.insert(ancestor);
        above.entry(unit).or_default().push(ancestor);
    }
    let mut sums = BTreeMap::new();
    for ((place, indicator, item, bucket), columns) in atoms.into_iter().chain(units) {
        for unit in above.get(&place).map(Vec::as_slice).unwrap_or_default() {
            add(&mut sums, (*unit, indicator.clone(), item.clone(), bucket.clone(), columns));
        }
    }
    sums.retain(|_, columns: &mut Columns| columns.iter().any(|value| *value != 0));
    Ok(sums.into_iter().map(|((unit, indicator, item, bucket), c)| (unit, indicator, item, bucket, c)).collect())
}

const ABOVE_ATOMS: &str = "
select a.id, l.ancestor, l.depth from {rows:$1}
join atom a on a.part = $2 and a.id = uuid(r.value->>0)
join unit_link l on l.map = $3 and l.unit = a.unit and l.valid_from <= $4 and l.valid_to > $4";

const ABOVE_UNITS: &str = "
select l.unit, l.ancestor, l.depth from {rows:$1}
join unit_link l on l.map = $2 and l.unit = uuid(r.value->>0) and l.valid_from <= $3 and l.valid_to > $3";

fn announce(tx: &mut Tx<'_>, part: i64, version: i64, now: Instant, touched: &BTreeSet<Uuid>) -> Result<()> {
    let rows = db::json(&touched.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.exec(
        "insert into unit_version (part, unit, version, folded_at)
         select cast($2 as bigint), uuid(r.value->>0), cast($3 as bigint), cast($4 as bigint) from {rows:$1} where true
         on conflict (part, unit) do update set version = excluded.version, folded_at = excluded.folded_at",
        &[rows, part.into(), version.into(), now.into()],
    )?;
    Ok(())
}
