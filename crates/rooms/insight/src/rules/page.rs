use places::{Succession, Unit};

use crate::model::{Banner, Crumb, UnitRef};
use crate::store::Place;

/// A unit as rows and headings show it.
pub fn unit_ref(unit: &Unit) -> UnitRef {
    UnitRef {
        id: unit.id,
        name: unit.name.clone(),
        full_name: unit.full_name.clone(),
        tier: unit.tier.as_str().into(),
        code: unit.code.clone(),
        vintage: unit.vintage,
    }
}

/// The way down to a unit.
pub fn crumbs(place: &Place) -> Vec<Crumb> {
    let crumb =
        |unit: &places::UnitRef| Crumb { id: unit.id, name: unit.full_name.clone(), tier: unit.tier.as_str().into() };
    place.above.iter().map(crumb).collect()
}

/// Says that the units are redrawn already where the map of before is still in force: their successors are known.
pub fn banner(successors: &[Succession]) -> Option<Banner> {
    let first = successors.first()?;
    Some(Banner {
        kind: "redrawing_known".into(),
        decision: successors.iter().map(|one| &one.decision).find(|text| !text.is_empty())?.clone(),
        from: first.day.parse().ok()?,
        successors: successors.iter().map(|one| one.unit.full_name.clone()).collect(),
    })
}
