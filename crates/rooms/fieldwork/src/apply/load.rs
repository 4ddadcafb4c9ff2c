//! What a push needs to know before it judges: rows, and whole histories where something old changes.

use std::collections::{BTreeSet, HashMap};

use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use sync::{Op, Push, Refusal};

use super::{Work, gatherings, keeper, strays};
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
    let told: Vec<Uuid> = good().flat_map(Body::activities).collect();
    let on_file = store::households_of_activities(tx, part, &told)?;
    let visit_of: HashMap<Uuid, Uuid> = on_file.iter().filter_map(|(id, home)| Some((*id, (*home)?))).collect();
    let on_file: Vec<Uuid> = on_file.into_keys().collect();
    let group = gatherings::find(tx, part, &good().collect::<Vec<_>>(), &on_file)?;
    let residents: Vec<Uuid> = good().flat_map(Body::new_residents).collect();
    let home_of = store::households_of_residents(tx, part, &residents)?;
    let conflicts = store::conflicts(tx, part, &good().filter_map(settled).collect::<Vec<_>>())?;
    let mut ids: BTreeSet<Uuid> =
        good().flat_map(|body| [body.household(), body.other_household()]).flatten().collect();
    ids.extend(visit_of.values().chain(group.homes.values()));
    ids.extend(conflicts.values().filter_map(|conflict| conflict.household));
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut work = hold(tx, push, &ids)?;
    (work.visit_of, work.home_of, work.conflicts) = (visit_of, home_of, conflicts);
    work.home_of.extend(group.homes);
    work.gathered = group.gathered;
    work.on_file = on_file.into_iter().collect();
    let mut named: BTreeSet<Uuid> = good().filter_map(Body::hamlet).collect();
    named.extend(work.conflicts.values().map(|conflict| conflict.hamlet));
    named.extend(work.gathered.rows.values().map(|row| row.hamlet));
    work.meet(tx, named)?;
    let whole = needs_history(ops, bodies, &work);
    store::complete(tx, part, &whole, &mut work.houses)?;
    strays::find(tx, &mut work, &good().collect::<Vec<_>>())?;
    work.skills = store::skills(tx)?;
    let answers: Vec<Uuid> = good().filter_map(Body::new_consent).collect();
    if !answers.is_empty() {
        work.texts = store::consent::texts(tx)?;
        work.answered = store::consent::on_file(tx, part, &answers)?;
    }
    let keepers: Vec<Uuid> = good().filter_map(keeper::named).collect();
    work.keepers = org::store::units_of_memberships(tx, part, &keepers, work.push.today)?;
    Ok(work)
}

/// Households in hand with the hamlets that they are and were in.
pub(super) fn hold<'a, 'p>(tx: &mut Tx<'_>, push: &'a mut Push<'p>, ids: &[Uuid]) -> Result<Work<'a, 'p>> {
    let houses = store::houses(tx, push.part, ids)?;
    let mut work = Work::new(push);
    work.take(houses);
    let of_house = |house: &House| [Some(house.row.hamlet), house.row.moved_from];
    let hamlets: BTreeSet<Uuid> = work.houses.values().flat_map(of_house).flatten().collect();
    work.meet(tx, hamlets)?;
    Ok(work)
}

impl Work<'_, '_> {
    /// Learns of hamlets that are not known yet.
    fn meet(&mut self, tx: &mut Tx<'_>, hamlets: BTreeSet<Uuid>) -> Result<()> {
        let unknown: Vec<Uuid> = hamlets.into_iter().filter(|hamlet| !self.hamlets.contains_key(hamlet)).collect();
        if !unknown.is_empty() {
            self.hamlets.extend(store::hamlets(tx, self.push.map, self.push.today, &unknown)?);
        }
        Ok(())
    }
}

fn settled(body: &Body) -> Option<Uuid> {
    match body {
        Body::Settle { conflict, .. } => Some(*conflict),
        _ => None,
    }
}

/// The households whose whole history is needed: where something old changes, or a visit does not come after all others.
fn needs_history(ops: &[&Op], bodies: &[std::result::Result<Body, Refusal>], work: &Work<'_, '_>) -> Vec<Uuid> {
    let visit_of = &work.visit_of;
    let mut needed: BTreeSet<Uuid> = BTreeSet::new();
    // What is taken back may have come in this very push.
    let with_it: HashMap<Uuid, Uuid> =
        bodies.iter().flatten().filter_map(|body| Some((body.new_visit()?, body.household()?))).collect();
    for (op, body) in ops.iter().zip(bodies) {
        let Ok(body) = body else { continue };
        let earlier = body.earlier_visit().and_then(|visit| visit_of.get(&visit).or_else(|| with_it.get(&visit)));
        needed.extend(earlier.map(|household| work.home(*household)));
        let Some(house) = body.household().and_then(|id| work.house(id)) else { continue };
        let old = match body {
            Body::Visit { visit, .. } => {
                // The phone's clock may turn out wrong: the corrected day decides as well.
                let corrected = Day::of(Instant::from_millis(visit.at.saturating_add(op.skew_ms)));
                house.row.moved_from.is_some()
                    || house.row.last_visit_day.is_some_and(|last| visit.day.min(corrected) <= last)
                    || house.practised_on_or_after(visit.day.min(corrected))
            }
            Body::EditResident { fields, .. } => {
                fields.keys().any(|field| matches!(field.as_str(), "birth_year" | "sex" | "left_on"))
            }
            Body::Move { .. } => true,
            Body::Edit { fields, .. } => house.row.moved_from.is_some() || fields.contains_key("left_on"),
            Body::Join { .. } => house.row.moved_from.is_some(),
            Body::Create(_)
            | Body::Gathering { .. }
            | Body::RemoveGathering { .. }
            | Body::Remove { .. }
            | Body::Merge(_)
            | Body::Unmerge { .. }
            | Body::Apart { .. }
            | Body::Answer(_)
            | Body::Keep(_)
            | Body::Settle { .. } => false,
        };
        if old {
            needed.insert(house.row.id);
        }
    }
    needed.extend(gatherings::old(ops, bodies, work));
    // The field of a conflict may be one that all figures of a person hang on.
    needed.extend(work.conflicts.values().filter_map(|conflict| conflict.household).map(|id| work.home(id)));
    needed.extend(work.houses.values().filter(|house| house.is_merged()).map(|house| house.row.id));
    needed.into_iter().filter(|id| work.houses.contains_key(id)).collect()
}

/// The hamlets whose streams these operations will touch, as far as rows and bodies say.
pub fn hamlets(tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>> {
    let ours = ops.iter().filter(|op| crate::body::KINDS.contains(&op.kind.as_str()));
    let bodies: Vec<Body> = ours.filter_map(|op| Body::read(op).ok()).collect();
    let earlier: Vec<Uuid> = bodies.iter().filter_map(Body::earlier_activity).collect();
    let mut ids: BTreeSet<Uuid> =
        bodies.iter().flat_map(|body| [body.household(), body.other_household()]).flatten().collect();
    ids.extend(store::households_of_activities(tx, part, &earlier)?.into_values().flatten());
    // Whom an earlier visit met may be in a household of their own by now; a group activity has people of many.
    let mut people = store::people_of_activities(tx, part, &earlier)?;
    people.extend(bodies.iter().flat_map(Body::gathered));
    ids.extend(store::households_of_residents(tx, part, &people)?.into_values());
    let undone = bodies.iter().filter_map(|body| match body {
        Body::Unmerge { merge } => Some(*merge),
        _ => None,
    });
    for merge in store::merges(tx, part, &undone.collect::<Vec<_>>())? {
        ids.extend([merge.household, merge.into]);
    }
    let conflicts = store::conflicts(tx, part, &bodies.iter().filter_map(settled).collect::<Vec<_>>())?;
    ids.extend(conflicts.values().filter_map(|conflict| conflict.household));
    let mut hamlets = store::hamlets_of(tx, part, &ids.into_iter().collect::<Vec<_>>())?;
    hamlets.extend(conflicts.values().map(|conflict| conflict.hamlet));
    hamlets.extend(bodies.iter().filter_map(Body::hamlet));
    let earlier: Vec<Uuid> = bodies.iter().filter_map(Body::earlier_gathering).collect();
    hamlets.extend(crate::gathering::store::hamlets_of(tx, part, &earlier)?);
    // Quarantined and unreadable work names its hamlet in the body, if at all.
    let named =
        ops.iter().filter_map(|op| op.body.get("hamlet").and_then(|v| serde_json::from_value::<Uuid>(v.clone()).ok()));
    hamlets.extend(named);
    Ok(hamlets)
}
