//! The commune streams that a change of lists goes out on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::Uuid;
use db::{Result, Tx};
use places::Tier;
use sync::{Kind, Streams};

/// The communes that lists are about, their streams locked before anything is read, so that two imports of one list
/// come one after the other.
pub(crate) struct Offices {
    /// The commune of each unit, as far as it lies in one.
    commune_of: HashMap<Uuid, Uuid>,
    streams: BTreeMap<i64, Streams>,
    revisions: HashMap<Uuid, i64>,
}

impl Offices {
    /// Locks the streams of the communes of these units, each given with its part.
    pub(crate) fn lock(tx: &mut Tx<'_>, units: &BTreeSet<(i64, Uuid)>) -> Result<Self> {
        let ids: Vec<Uuid> = units.iter().map(|(_, unit)| *unit).collect();
        let commune_of = communes(tx, &ids)?;
        let mut wanted: BTreeMap<i64, BTreeSet<(Kind, Uuid)>> = BTreeMap::new();
        for (part, unit) in units {
            if let Some(commune) = commune_of.get(unit) {
                wanted.entry(*part).or_default().insert((Kind::Commune, *commune));
            }
        }
        let mut streams = BTreeMap::new();
        for (part, wanted) in wanted {
            streams.insert(part, Streams::lock(tx, part, &wanted)?);
        }
        Ok(Self { commune_of, streams, revisions: HashMap::new() })
    }

    /// Raises the streams of the communes of these units of a part, and gives the communes.
    pub(crate) fn raise(&mut self, tx: &mut Tx<'_>, part: i64, units: &[Uuid]) -> Result<BTreeSet<Uuid>> {
        let communes: BTreeSet<Uuid> = units.iter().filter_map(|unit| self.commune_of.get(unit)).copied().collect();
        if let Some(streams) = self.streams.get_mut(&part) {
            for commune in &communes {
                self.revisions.insert(*commune, streams.bump(Kind::Commune, *commune)?);
            }
            streams.save(tx, part)?;
        }
        Ok(communes)
    }

    /// The revision under which a unit's lists change; 0 above the communes, which no stream carries.
    pub(crate) fn revision(&self, unit: Uuid) -> i64 {
        let commune = self.commune_of.get(&unit);
        commune.and_then(|commune| self.revisions.get(commune)).copied().unwrap_or(0)
    }
}

/// The commune of each unit on the map in force: itself, or the one above.
fn communes(tx: &mut Tx<'_>, units: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let map = places::store::map_in_force(tx)?;
    let above = places::store::ancestors_of(tx, units, map, None)?;
    let itself = places::store::units(tx, units)?.into_iter().filter(|unit| unit.tier == Tier::Commune);
    let mut communes: HashMap<Uuid, Uuid> = itself.map(|unit| (unit.id, unit.id)).collect();
    for (unit, ancestors) in above {
        if let Some(commune) = ancestors.iter().find(|unit| unit.tier == Tier::Commune) {
            communes.insert(unit, commune.id);
        }
    }
    Ok(communes)
}
