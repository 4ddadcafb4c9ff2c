use std::collections::HashMap;

use base::{Day, Instant, Uuid};
use db::{Result, Tx, args};

use super::Place;

/// How one hamlet team stands with its sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamLine {
    /// The unit directly below the one shown in which the team works (a hamlet shown stands for itself).
    pub row: Uuid,
    /// When one of its phones was last heard of; None: never.
    pub seen_at: Option<Instant>,
    /// Operations that its phones said they still held.
    pub announced: i64,
    /// Operations that were sent back or set aside and are not settled.
    pub refused: i64,
}

/// Every hamlet team at or below a unit.
pub fn teams_sending(tx: &mut Tx<'_>, place: &Place, day: Day) -> Result<Vec<TeamLine>> {
    let depth = place.hamlet_depth();
    let sent_back = sent_back(tx, place, depth)?;
    tx.all(TEAMS, args![place.map, place.unit.id, depth, (depth - 1).max(0), day], |row| {
        Ok(TeamLine {
            row: row.get(0)?,
            seen_at: row.get::<Option<i64>>(2)?.map(Instant),
            announced: row.get(3)?,
            refused: sent_back.get(&row.get::<Uuid>(1)?).copied().unwrap_or_default(),
        })
    })
}

/// Teams with their members' phones. `$3` is the depth of the hamlets below the unit, `$4` how far below its row each
/// stands. Every join goes by a key, so that no plan needs to know how large the tables are.
const TEAMS: &str = "
select c.ancestor, l.unit, max(d.seen_at), cast(coalesce(sum(d.announced), 0) as bigint)
from unit_link l
join unit_link c on c.map = l.map and c.unit = l.unit and c.depth = $4 and c.valid_to = '9999-12-31'
join unit u on u.id = l.unit
join team t on t.part = u.part and t.unit = u.id and t.kind = 'team' and t.founded_on <= $5
  and (t.closed_on is null or t.closed_on > $5)
left join membership m on m.part = t.part and m.team = t.id and m.since <= $5 and (m.until is null or m.until > $5)
left join account a on a.part = m.part and a.person = m.person
left join device d on d.part = a.part and d.account = a.id and d.revoked_at is null
where l.map = $1 and l.ancestor = $2 and l.depth = $3 and l.valid_to = '9999-12-31'
group by c.ancestor, l.unit, t.id";

/// What was sent back or set aside and waits for someone, by hamlet.
fn sent_back(tx: &mut Tx<'_>, place: &Place, depth: i64) -> Result<HashMap<Uuid, i64>> {
    let found = tx.all(SENT_BACK, args![place.map, place.unit.id, depth], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

const SENT_BACK: &str = "
select n.hamlet, count(*) from unit_link l join unit u on u.id = l.unit
join attention n on n.part = u.part and n.hamlet = u.id and n.settled_at is null and n.kind in ('refused', 'quarantine')
where l.map = $1 and l.ancestor = $2 and l.depth = $3 and l.valid_to = '9999-12-31'
group by n.hamlet";
