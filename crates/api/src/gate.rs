//! The gate before every unit: who may not even see its figures is told that it is not there.

use access::{Action, Scope};
use base::{Day, Uuid};
use db::Tx;
use places::{Unit, UnitRef};

use crate::Failure;

/// A unit with the units above it.
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
    let seen = place(tx, unit)?.ok_or_else(Failure::not_found)?;
    if actions.iter().any(|action| scope.permits_on(*action, &seen.path, today)) {
        return Ok(seen);
    }
    match actions.first() {
        Some(action) if scope.permits_on(Action::SeeFigures, &seen.path, today) => Err(Failure::not_allowed(*action)),
        _ => Err(Failure::not_found()),
    }
}

/// The unit, if one of these actions is allowed today on it and on all that lies below it.
pub fn see_all(tx: &mut Tx<'_>, scope: &Scope, actions: &[Action], unit: Uuid, today: Day) -> Result<Seen, Failure> {
    let seen = see_any(tx, scope, actions, unit, today)?;
    if seen.unit.tier == places::Tier::Hamlet
        || actions.iter().any(|action| scope.covers_on(*action, &seen.path, today))
    {
        return Ok(seen);
    }
    Err(actions.first().map_or_else(Failure::not_found, |action| Failure::not_allowed(*action)))
}

/// Where a unit lies, whoever asks: on the map in force or else on the newest map that has it, so that a hamlet whose place on
/// a new map is not decided yet stays with those who look after it.
pub fn place(tx: &mut Tx<'_>, unit: Uuid) -> db::Result<Option<Seen>> {
    let map = places::store::map_in_force(tx)?;
    let Some(found) = places::store::unit(tx, unit)? else { return Ok(None) };
    let mut above = places::store::ancestors(tx, unit, map)?;
    if above.is_empty() && found.tier != places::Tier::Country {
        let other = places::store::maps(tx)?.into_iter().map(|map| map.year).rev().filter(|year| *year != map);
        for year in other {
            above = places::store::ancestors(tx, unit, year)?;
            if !above.is_empty() {
                break;
            }
        }
    }
    let path = std::iter::once(unit).chain(above.iter().map(|unit| unit.id)).collect();
    Ok(Some(Seen { unit: found, above, path }))
}
