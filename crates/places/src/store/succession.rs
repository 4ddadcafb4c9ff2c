use base::Uuid;
use db::{Result, Tx, args};

use super::unit::read;
use crate::{Succession, UnitRef};

/// What a unit became, the default first. A district became nothing itself: what its communes became stands for it.
pub fn successors(tx: &mut Tx<'_>, unit: Uuid) -> Result<Vec<Succession>> {
    let direct = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key,
           s.relation, s.day, s.decision, s.is_default
         from unit_succession s join unit u on u.id = s.successor
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31' where s.predecessor = $1",
        args![unit],
        succession,
    )?;
    if !direct.is_empty() {
        return Ok(ordered(direct));
    }
    let through_communes = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key,
           'dissolved', s.day, max(s.decision), cast(0 as bigint)
         from unit d join unit_link l on l.map = d.vintage and l.ancestor = d.id and l.depth = 1
         join unit_succession s on s.predecessor = l.unit join unit u on u.id = s.successor
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31'
         where d.id = $1 and d.tier = 'district'
         group by u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key, s.day",
        args![unit],
        succession,
    )?;
    Ok(ordered(through_communes))
}

/// What a unit came from.
pub fn predecessors(tx: &mut Tx<'_>, unit: Uuid) -> Result<Vec<Succession>> {
    let found = tx.all(
        "select u.id, u.tier, u.code, u.vintage, u.part, u.kind, n.name, n.full_name, n.sort_key,
           s.relation, s.day, s.decision, s.is_default
         from unit_succession s join unit u on u.id = s.predecessor
         join unit_name n on n.unit = u.id and n.valid_to = '9999-12-31' where s.successor = $1",
        args![unit],
        succession,
    )?;
    Ok(ordered(found))
}

fn succession(row: &db::Row<'_>) -> Result<(String, Succession)> {
    let unit = read(row)?;
    let key = unit.sort_key.clone();
    let (relation, day, decision) = (row.get(9)?, row.get(10)?, row.get(11)?);
    Ok((key, Succession { unit: UnitRef::from(unit), relation, day, decision, is_default: row.flag(12)? }))
}

fn ordered(mut found: Vec<(String, Succession)>) -> Vec<Succession> {
    found.sort_by(|(a, x), (b, y)| (!x.is_default, a).cmp(&(!y.is_default, b)));
    found.into_iter().map(|(_, succession)| succession).collect()
}
