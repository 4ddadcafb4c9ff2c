use std::collections::HashMap;

use api::Seen;
use base::Uuid;
use db::{Result, Tx};
use places::{Succession, Tier, Unit, UnitRef, Vintage, store};

/// A unit with its surroundings on the map in force.
#[derive(Debug, Clone)]
pub struct Place {
    /// The map in force.
    pub map: Vintage,
    /// The unit.
    pub unit: Unit,
    /// The units above, the country first.
    pub above: Vec<UnitRef>,
    /// The units directly below, in the order of lists.
    pub below: Vec<Unit>,
    /// What became of it (of a hamlet: of its commune) on a later map.
    pub successors: Vec<Succession>,
    /// The drawing that this installation shows, by name.
    pub schematic: Option<String>,
}

impl Place {
    /// How many steps below the unit the hamlets stand.
    pub fn hamlet_depth(&self) -> i64 {
        match (self.unit.tier, self.below.first().map(|unit| unit.tier)) {
            (Tier::Hamlet, _) => 0,
            (Tier::Commune, _) => 1,
            (Tier::District, _) => 2,
            // The map without districts has one step less.
            (Tier::Province, Some(Tier::District)) => 3,
            (Tier::Province, _) => 2,
            (Tier::Country, _) if self.map < FIRST_MAP_WITHOUT_DISTRICTS => 4,
            (Tier::Country, _) => 3,
        }
    }
}

const FIRST_MAP_WITHOUT_DISTRICTS: Vintage = 2025;

/// The key under which an installation names the drawing it shows.
pub const SCHEMATIC: &str = "schematic";

/// The surroundings of a unit that the asker may see; none where the map in force does not have it.
pub fn place(tx: &mut Tx<'_>, seen: &Seen) -> Result<Option<Place>> {
    let map = store::map_in_force(tx)?;
    let (unit, above) = (seen.unit.clone(), seen.above.clone());
    if !store::subtree_contains(tx, map, unit.id, unit.id)? {
        return Ok(None);
    }
    let below = store::children(tx, unit.id, map, None)?;
    let redrawn = match (unit.tier, above.last()) {
        (Tier::Hamlet, Some(commune)) => commune.id,
        _ => unit.id,
    };
    let successors = store::successors(tx, redrawn)?;
    let schematic = store::setting(tx, SCHEMATIC)?;
    Ok(Some(Place { map, unit, above, below, successors, schematic }))
}

/// The full name of the unit that each of these is part of on a later map; where it was divided, of the default one.
pub fn now_part_of(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = db::json(&units.iter().map(|id| [id]).collect::<Vec<_>>())?;
    let found = tx.all(NOW_PART_OF, &[rows], |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)))?;
    Ok(found.into_iter().collect())
}

const NOW_PART_OF: &str = "
select s.predecessor, n.full_name from {rows:$1}
cross join unit_succession s join unit_name n on n.unit = s.successor and n.valid_to = '9999-12-31'
where s.predecessor = uuid(r.value->>0) and s.is_default = 1";
