use base::{Day, Uuid, fold};
use db::{Result, Row, Tx, args};

use crate::{CodeAtYear, Tier, Unit, Vintage};

/// Reads the columns of [`UNIT`].
pub(super) fn read(row: &Row<'_>) -> Result<Unit> {
    Ok(Unit {
        id: row.get(0)?,
        tier: row.parsed(1)?,
        code: row.get(2)?,
        vintage: row.get(3)?,
        part: row.get(4)?,
        kind: row.get(5)?,
        name: row.get(6)?,
        full_name: row.get(7)?,
        sort_key: row.get(8)?,
    })
}

/// Lists are put in order here: the order of text in SQL follows the cluster's locale.
pub(super) fn ordered(mut units: Vec<Unit>) -> Vec<Unit> {
    units.sort_by(|a, b| (a.tier, &a.sort_key, a.id).cmp(&(b.tier, &b.sort_key, b.id)));
    units
}

/// A unit under its newest name.
pub fn unit(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Unit>> {
    tx.opt(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit u join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31' where u.id = $1",
        args![id],
        read,
    )
}

/// A unit under the name that it had on a day; nothing if it had none yet.
pub fn unit_on(tx: &mut Tx<'_>, id: Uuid, on: Day) -> Result<Option<Unit>> {
    tx.opt(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit u join unit_name n on n.unit = u.id and n.valid_from <= $2 and n.valid_to > $2 where u.id = $1",
        args![id, on],
        read,
    )
}

/// Many units at once, in the order of lists. Ids that are no unit are left out.
pub fn units(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<Vec<Unit>> {
    let rows: Vec<[Uuid; 1]> = ids.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'",
        &[db::json(&rows)?],
        read,
    )?;
    Ok(ordered(found))
}

/// The unit with this code on this map.
pub fn find(tx: &mut Tx<'_>, code: &CodeAtYear) -> Result<Option<Unit>> {
    unit(tx, code.id())
}

/// All units that have had this code, newest map first.
pub fn with_code(tx: &mut Tx<'_>, code: &str) -> Result<Vec<Unit>> {
    let mut found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit u join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31' where u.code = $1",
        args![code],
        read,
    )?;
    found.sort_by_key(|unit| std::cmp::Reverse(unit.vintage));
    Ok(found)
}

/// How many units a search gives.
const FOUND: usize = 50;

/// Units on a map whose name has words that begin so, marks and case aside: those called exactly so first, then from the top.
pub fn search(tx: &mut Tx<'_>, map: Vintage, text: &str, tier: Option<Tier>) -> Result<Vec<Unit>> {
    let folded = fold(text);
    if folded.is_empty() && tier.is_none() {
        return Ok(Vec::new());
    }
    let pattern = format!("% {folded}%");
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key
         from unit_name n join unit u on u.id = n.unit
         join unit_link l on l.map = $1 and l.unit = u.id and l.ancestor = u.id and l.valid_to = '9999-12-31'
         where n.valid_to = '9999-12-31' and ' ' || n.search like $2 and (u.tier = $3 or $3 = '')",
        args![map, pattern, tier.map_or("", Tier::as_str)],
        read,
    )?;
    let mut found = ordered(found);
    found.sort_by_key(|unit| fold(&unit.name) != folded && fold(&unit.full_name) != folded);
    found.truncate(FOUND);
    Ok(found)
}
