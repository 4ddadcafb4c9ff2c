use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};
use db::{Result, Tx, args};

use super::history::visit;
use super::ids;
use super::load::{household, household_rows, merged_into, residents_of};
use crate::merged::{self, Shown};
use crate::model::{Household, Resident, Visit};

macro_rules! visit_columns {
    ($rest:literal) => {
        concat!(
            "select a.id, a.atom, a.hamlet, a.household, a.author, a.operation, a.day, a.met, a.people, a.next_step,
               a.next_day, a.next_note, a.note, a.flags, a.stamp_ms, a.stamp_counter, a.device_at, a.corrected_at,
               a.received_at, a.removed_by, a.revision, a.practised from activity a ",
            $rest
        )
    };
}

/// Households of a hamlet that changed after a revision.
pub fn households_changed(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, since: i64) -> Result<Vec<Shown>> {
    let rows = tx.all(
        household_rows!("household h where h.part = $1 and h.hamlet = $2 and h.revision > $3 order by h.revision"),
        args![part, hamlet, since],
        household,
    )?;
    with_residents(tx, part, rows)
}

/// The next households of a hamlet in the order of their ids.
pub fn households_after(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, after: Uuid, limit: i64) -> Result<Vec<Shown>> {
    let rows = tx.all(
        household_rows!(
            "household h where h.part = $1 and h.hamlet = $2 and h.id > $3 and (h.left_on is null or h.left_on > h.made_on)
             order by h.id limit $4"
        ),
        args![part, hamlet, after, limit],
        household,
    )?;
    with_residents(tx, part, rows)
}

fn with_residents(tx: &mut Tx<'_>, part: i64, rows: Vec<Household>) -> Result<Vec<Shown>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut wanted: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let found = merged_into(tx, part, &rows)?;
    let mut joined: HashMap<Uuid, BTreeMap<Uuid, Household>> = HashMap::new();
    let mut home: HashMap<Uuid, Uuid> = HashMap::new();
    for row in found {
        let Some(into) = row.merged_into else { continue };
        wanted.push(row.id);
        home.insert(row.id, into);
        joined.entry(into).or_default().insert(row.id, row);
    }
    wanted.sort_unstable();
    wanted.dedup();
    let mut people: HashMap<Uuid, Vec<Resident>> = HashMap::new();
    for person in residents_of(tx, part, &wanted)? {
        people.entry(*home.get(&person.household).unwrap_or(&person.household)).or_default().push(person);
    }
    let with_people = |row: Household| {
        let residents = people.remove(&row.id).unwrap_or_default();
        let joined = joined.remove(&row.id).unwrap_or_default();
        merged::shown(row, &joined, residents)
    };
    Ok(rows.into_iter().map(with_people).collect())
}

/// Visits of a hamlet that changed after a revision.
pub fn visits_changed(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, since: i64) -> Result<Vec<Visit>> {
    tx.all(
        visit_columns!(
            "where a.part = $1 and a.hamlet = $2 and a.revision > $3 and a.kind = 'visit' order by a.revision"
        ),
        args![part, hamlet, since],
        visit,
    )
}

/// The next standing visits of a hamlet since a day, in the order of their ids.
pub fn visits_after(
    tx: &mut Tx<'_>,
    part: i64,
    hamlet: Uuid,
    (after, from): (Uuid, Day),
    limit: i64,
) -> Result<Vec<Visit>> {
    tx.all(
        visit_columns!(
            "where a.part = $1 and a.hamlet = $2 and a.id > $3 and a.day >= $4 and a.removed_by is null
               and a.kind = 'visit' order by a.id limit $5"
        ),
        args![part, hamlet, after, from, limit],
        visit,
    )
}

/// The names of accounts.
pub fn names_of_authors(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select a.id, a.name from {rows:$1} join account a on a.part = $2 and a.id = uuid(r.value->>0)",
        &[ids(accounts)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// Figures of a hamlet in one bucket by indicator, each looked up by its key.
pub fn figures(
    tx: &mut Tx<'_>,
    part: i64,
    hamlet: Uuid,
    indicators: &[&str],
    bucket: &str,
) -> Result<HashMap<String, i64>> {
    let rows = tx.all(
        "select f.indicator, cast(sum(f.total) as bigint) from {rows:$1}
         join atom a on a.part = $2 and a.unit = $3
         join figure f on f.part = a.part and f.atom = a.id and f.indicator = r.value->>0 and f.item = ''
           and f.bucket = $4
         group by f.indicator",
        args![db::json(&indicators.iter().map(|one| [one]).collect::<Vec<_>>())?, part, hamlet, bucket],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Skills that changed after a revision: (code, position, names, explanations, icon, revision).
pub fn skills_changed(tx: &mut Tx<'_>, since: i64) -> Result<Vec<(String, i64, [String; 5])>> {
    tx.all(
        "select code, position, name_vi, name_en, about_vi, about_en, icon from skill where revision > $1 order by position",
        args![since],
        |row| {
            let texts = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((row.get(0)?, row.get(1)?, texts))
        },
    )
}
