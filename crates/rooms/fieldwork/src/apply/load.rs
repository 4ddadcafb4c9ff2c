//! What a push needs to know before it judges: rows, and whole histories where something old changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use sync::{Op, Push, Refusal};

use super::Work;
use crate::body::Body;
use crate::house::House;
use crate::store;

pub(super) fn load<'a, 'p>(
    tx: &mut Tx<'_>,
    push: &'a mut Push<'p>,
    ops: &[&Op],
    bodies: &[std::result::Result<Body, Refusal>],
) -> Result<Work<'a, 'p>> {
    let part = push.part;
    let good = || bodies.iter().flatten();
    let visits: Vec<Uuid> = good().flat_map(Body::visits).collect();
    let visit_of = store::households_of_visits(tx, part, &visits)?;
    let residents: Vec<Uuid> = good().flat_map(Body::new_residents).collect();
    let home_of = store::households_of_residents(tx, part, &residents)?;
    let mut ids: BTreeSet<Uuid> = good().filter_map(Body::household).collect();
    ids.extend(visit_of.values());
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut houses = store::houses(tx, part, &ids)?;
    let of_house = |house: &House| [Some(house.row.hamlet), house.row.moved_from];
    let mut hamlets: BTreeSet<Uuid> = houses.values().flat_map(of_house).flatten().collect();
    hamlets.extend(good().filter_map(|body| match body {
        Body::Create(new) => Some(new.hamlet),
        Body::Move { to, .. } => Some(*to),
        _ => None,
    }));
    let hamlets = store::hamlets(tx, push.map, push.today, &hamlets.into_iter().collect::<Vec<_>>())?;
    let whole = needs_history(ops, bodies, &houses, &visit_of);
    store::complete(tx, part, &whole, &mut houses)?;
    let skills = store::skills(tx)?;
    let keepers =
        org::store::units_of_memberships(tx, part, &good().filter_map(super::keeper::named).collect::<Vec<_>>())?;
    Ok(Work {
        push,
        houses,
        hamlets,
        skills,
        visit_of,
        keepers,
        home_of,
        lost: Vec::new(),
        left: Vec::new(),
        stays: Vec::new(),
    })
}

/// The households whose whole history is needed: where something old changes, or a visit does not come after all others.
fn needs_history(
    ops: &[&Op],
    bodies: &[std::result::Result<Body, Refusal>],
    houses: &BTreeMap<Uuid, House>,
    visit_of: &HashMap<Uuid, Uuid>,
) -> Vec<Uuid> {
    let mut needed = BTreeSet::new();
    // What is taken back may have come in this very push.
    let with_it: HashMap<Uuid, Uuid> =
        bodies.iter().flatten().filter_map(|body| Some((body.new_visit()?, body.household()?))).collect();
    for (op, body) in ops.iter().zip(bodies) {
        let Ok(body) = body else { continue };
        needed.extend(body.earlier_visit().and_then(|visit| visit_of.get(&visit).or_else(|| with_it.get(&visit))));
        let Some(house) = body.household().and_then(|id| houses.get(&id)) else { continue };
        let old = match body {
            Body::Visit { visit, .. } => {
                // The phone's clock may turn out wrong: the corrected day decides as well.
                let corrected = Day::of(Instant::from_millis(visit.at.saturating_add(op.skew_ms)));
                house.row.moved_from.is_some()
                    || house.row.last_visit_day.is_some_and(|last| visit.day.min(corrected) <= last)
            }
            Body::EditResident { fields, .. } => {
                fields.keys().any(|field| matches!(field.as_str(), "birth_year" | "sex" | "left_on"))
            }
            Body::Move { .. } => true,
            Body::Edit { fields, .. } => house.row.moved_from.is_some() || fields.contains_key("left_on"),
            Body::Join { .. } => house.row.moved_from.is_some(),
            Body::Create(_) | Body::Remove { .. } => false,
        };
        if old {
            needed.insert(house.row.id);
        }
    }
    needed.into_iter().collect()
}

/// The hamlets whose streams these operations will touch, as far as rows and bodies say.
pub fn hamlets(tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>> {
    let ours = ops.iter().filter(|op| crate::body::KINDS.contains(&op.kind.as_str()));
    let bodies: Vec<Body> = ours.filter_map(|op| Body::read(op).ok()).collect();
    let visits: Vec<Uuid> = bodies.iter().filter_map(Body::earlier_visit).collect();
    let mut ids: BTreeSet<Uuid> = bodies.iter().filter_map(Body::household).collect();
    ids.extend(store::households_of_visits(tx, part, &visits)?.into_values());
    let mut hamlets = store::hamlets_of(tx, part, &ids.into_iter().collect::<Vec<_>>())?;
    hamlets.extend(bodies.iter().filter_map(|body| match body {
        Body::Create(new) => Some(new.hamlet),
        Body::Move { to, .. } => Some(*to),
        _ => None,
    }));
    // Quarantined and unreadable work names its hamlet in the body, if at all.
    let named =
        ops.iter().filter_map(|op| op.body.get("hamlet").and_then(|v| serde_json::from_value::<Uuid>(v.clone()).ok()));
    hamlets.extend(named);
    Ok(hamlets)
}
