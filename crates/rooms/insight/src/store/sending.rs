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
    tx.all(TEAMS_SENDING, args![place.map, place.unit.id, depth, (depth - 1).max(0), day], |row| {
        Ok(TeamLine {
            row: row.get(0)?,
            seen_at: row.get::<Option<i64>>(1)?.map(Instant),
            announced: row.get(2)?,
            refused: row.get(3)?,
        })
    })
}

/// Teams with their members' phones on one side, what waits for the hamlet's leader on the other. `$3` is the depth of
/// the hamlets below the unit, `$4` how far below its row each stands.
const TEAMS_SENDING: &str = "
with hamlet as (
  select u.part, u.id, c.ancestor as row_unit
  from unit_link l join unit u on u.id = l.unit
  join unit_link c on c.map = l.map and c.unit = l.unit and c.depth = $4 and c.valid_to = '9999-12-31'
  where l.map = $1 and l.ancestor = $2 and l.depth = $3 and l.valid_to = '9999-12-31'),
phone as (
  select t.id as team, max(d.seen_at) as seen_at, sum(d.announced) as announced
  from hamlet h join team t on t.part = h.part and t.unit = h.id and t.kind = 'team'
  join membership m on m.part = t.part and m.team = t.id and m.since <= $5 and (m.until is null or m.until > $5)
  join account a on a.part = m.part and a.person = m.person
  join device d on d.part = a.part and d.account = a.id and d.revoked_at is null
  group by t.id),
back as (
  select h.id as hamlet, count(*) as refused
  from hamlet h join attention n on n.part = h.part and n.hamlet = h.id
  where n.settled_at is null and n.kind in ('refused', 'quarantine')
  group by h.id)
select h.row_unit, p.seen_at, cast(coalesce(p.announced, 0) as bigint), cast(coalesce(b.refused, 0) as bigint)
from hamlet h
join team t on t.part = h.part and t.unit = h.id and t.kind = 'team' and t.founded_on <= $5
  and (t.closed_on is null or t.closed_on > $5)
left join phone p on p.team = t.id
left join back b on b.hamlet = h.id";
