//! The tree, walked: every unit is its own ancestor, and the units above a parent are the units above its children.

use db::{Result, Tx};

/// The number of links, and a line for each that does not hold.
pub fn verify(tx: &mut Tx<'_>) -> Result<(u64, Vec<String>)> {
    let links = tx.one("select cast(count(*) as bigint) from unit_link", &[], |row| row.get::<i64>(0))?;
    let mut wrong = Vec::new();
    for (what, sql) in CHECKS {
        let found = tx.all(sql, &[], |row| row.get::<base::Uuid>(0))?;
        wrong.extend(found.into_iter().map(|id| format!("unit {id}: {what}")));
    }
    Ok((links.unsigned_abs(), wrong))
}

const CHECKS: [(&str, &str); 4] = [
    (
        "is not its own ancestor",
        "select distinct l.unit from unit_link l left join unit_link s on s.map = l.map and s.unit = l.unit
           and s.ancestor = l.unit and s.depth = 0
         where s.unit is null limit 100",
    ),
    (
        "has a parent whose ancestors are not its own",
        "select l.unit from unit_link l
         join unit_link p on p.map = l.map and p.unit = l.ancestor and p.depth > 0
           and p.valid_from < l.valid_to and p.valid_to > l.valid_from
         left join unit_link a on a.map = l.map and a.unit = l.unit and a.ancestor = p.ancestor
         where l.depth = 1 and a.unit is null limit 100",
    ),
    (
        "has two parents on one day",
        "select l.unit from unit_link l
         join unit_link o on o.map = l.map and o.unit = l.unit and o.depth = 1 and o.ancestor <> l.ancestor
           and o.valid_from < l.valid_to and o.valid_to > l.valid_from
         where l.depth = 1 limit 100",
    ),
    ("has no name", "select u.id from unit u left join unit_name n on n.unit = u.id where n.unit is null limit 100"),
];
