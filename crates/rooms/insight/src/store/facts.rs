use std::collections::HashMap;

use base::{Day, Uuid};
use db::{Result, Tx, args};
use places::Tier;

use super::Place;
use crate::model::Published;

/// What is taught, as far as a dashboard shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The name of its icon.
    pub icon: String,
}

/// The skills that were taught on a day, in order.
pub fn skills(tx: &mut Tx<'_>, day: Day) -> Result<Vec<Skill>> {
    tx.all(
        "select code, name_vi, name_en, icon from skill
         where since <= $1 and (until is null or until > $1) order by position, code",
        args![day],
        |row| Ok(Skill { code: row.get(0)?, name_vi: row.get(1)?, name_en: row.get(2)?, icon: row.get(3)? }),
    )
}

/// The newest published figure of each indicator and item that was out on `day`.
pub fn published(tx: &mut Tx<'_>, part: i64, unit: Uuid, day: Day) -> Result<HashMap<(String, String), Published>> {
    let found = tx.all(
        "select indicator, item, value, as_of, source from published_figure
         where part = $1 and unit = $2 and as_of <= $3 order by as_of",
        args![part, unit, day],
        |row| {
            let published = Published { value: row.get(2)?, as_of: row.get(3)?, source: row.get(4)? };
            Ok(((row.get(0)?, row.get(1)?), published))
        },
    )?;
    Ok(found.into_iter().collect())
}

/// The teams of one tier at or below a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierTeams {
    /// The tier of the units that they belong to.
    pub tier: Tier,
    /// They belong to the unit itself.
    pub own: bool,
    /// The name of the first.
    pub name: String,
    /// How many teams.
    pub teams: i64,
    /// How many members.
    pub members: i64,
}

/// The teams above the hamlets on a day, by tier. There are few: those of hamlets are the rest of the counted figure.
pub fn teams_by_tier(tx: &mut Tx<'_>, place: &Place, day: Day) -> Result<Vec<TierTeams>> {
    let deepest = (place.hamlet_depth() - 1).max(0);
    tx.all(TEAMS_BY_TIER, args![place.map, place.unit.id, deepest, day], |row| {
        Ok(TierTeams {
            tier: row.parsed(0)?,
            own: row.get::<i64>(1)? == 0,
            name: row.get(2)?,
            teams: row.get(3)?,
            members: row.get(4)?,
        })
    })
}

const TEAMS_BY_TIER: &str = "
select u.tier, l.depth, min(t.name), count(distinct t.id), count(m.id)
from unit_link l join unit u on u.id = l.unit
join team t on t.part = u.part and t.unit = u.id and t.kind = 'team' and t.founded_on <= $4
  and (t.closed_on is null or t.closed_on > $4)
left join membership m on m.part = t.part and m.team = t.id and m.since <= $4 and (m.until is null or m.until > $4)
where l.map = $1 and l.ancestor = $2 and l.depth <= $3 and l.valid_to = '9999-12-31'
group by u.tier, l.depth order by l.depth";
