use base::{LAST_DAY, Uuid};
use db::{Result, Row, Tx, args};

use crate::{Atom, Vintage};

fn read(row: &Row<'_>) -> Result<Atom> {
    Ok(Atom { part: row.get(0)?, id: row.get(1)?, unit: row.get(2)? })
}

/// The atom of a hamlet that was never split.
pub fn atom_of(tx: &mut Tx<'_>, hamlet: Uuid) -> Result<Option<Atom>> {
    Ok(atoms_of(tx, &[hamlet])?.into_iter().next())
}

/// The open atoms of many hamlets.
pub fn atoms_of(tx: &mut Tx<'_>, hamlets: &[Uuid]) -> Result<Vec<Atom>> {
    let rows: Vec<[Uuid; 1]> = hamlets.iter().map(|id| [*id]).collect();
    tx.all(
        "select a.part, a.id, a.unit from (select distinct uuid(r.value->>0) as id from {rows:$1}) asked
         join unit u on u.id = asked.id
         join atom a on a.part = u.part and a.unit = u.id and a.closed_on is null order by a.part, a.id",
        &[db::json(&rows)?],
        read,
    )
}

/// The open atoms below a unit on a map now.
pub fn atoms_under(tx: &mut Tx<'_>, map: Vintage, unit: Uuid) -> Result<Vec<Atom>> {
    tx.all(
        "select a.part, a.id, a.unit from unit_link l join unit u on u.id = l.unit
         join atom a on a.part = u.part and a.unit = u.id and a.closed_on is null
         where l.map = $1 and l.ancestor = $2 and l.valid_to = $3 order by a.part, a.id",
        args![map, unit, LAST_DAY],
        read,
    )
}

/// The part that a unit's own rows lie in.
pub fn part_of(tx: &mut Tx<'_>, unit: Uuid) -> Result<Option<i64>> {
    tx.opt("select part from unit where id = $1", args![unit], |row| row.get(0))
}

/// Every part there is.
pub fn parts(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    tx.all("select part from part order by part", &[], |row| row.get(0))
}
