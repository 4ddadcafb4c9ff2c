//! The gate before every unit: who may not even see its figures is told that it is not there.

use access::{Action, Scope};
use base::{Day, Uuid};
use db::Tx;
use places::{Unit, UnitRef};

use crate::Failure;

/// A unit that the asker may act on, with the units above it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The unit.
    pub unit: Unit,
    /// The units above, the country first.
    pub above: Vec<UnitRef>,
    /// Itself and those above, as scopes want it.
    pub path: Vec<Uuid>,
}

/// The unit, if this action is allowed on it today.
pub fn see(tx: &mut Tx<'_>, scope: &Scope, action: Action, unit: Uuid, today: Day) -> Result<Seen, Failure> {
    see_any(tx, scope, &[action], unit, today)
}

/// The unit, if one of these actions is allowed on it today.
pub fn see_any(tx: &mut Tx<'_>, scope: &Scope, actions: &[Action], unit: Uuid, today: Day) -> Result<Seen, Failure> {
    let map = places::store::map_in_force(tx)?;
    let found = places::store::unit(tx, unit)?.ok_or_else(Failure::not_found)?;
    let mut above = places::store::ancestors(tx, unit, map)?;
    if above.is_empty() && found.tier != places::Tier::Country {
        // A unit of another map than the one in force has its ancestors there.
        above = places::store::ancestors(tx, unit, found.vintage.unwrap_or(map))?;
    }
    let path: Vec<Uuid> = std::iter::once(unit).chain(above.iter().map(|unit| unit.id)).collect();
    if actions.iter().any(|action| scope.permits_on(*action, &path, today)) {
        return Ok(Seen { unit: found, above, path });
    }
    match actions.first() {
        Some(action) if scope.permits_on(Action::SeeFigures, &path, today) => Err(Failure::not_allowed(*action)),
        _ => Err(Failure::not_found()),
    }
}
