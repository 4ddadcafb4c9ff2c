//! People whom a visit names although they are in a household by themselves again: a merge was undone after the visit was made,
//! or before its author heard of it. The visit stays with the household that it names, what they practised with them.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::Uuid;
use db::{Result, Tx};
use sync::Kind;

use super::Work;
use crate::body::Body;
use crate::store;

/// Finds them and takes their households in hand.
pub(super) fn find(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, bodies: &[&Body]) -> Result<()> {
    let part = work.push.part;
    let brought: HashSet<Uuid> = bodies.iter().flat_map(|body| body.new_residents()).collect();
    let mut unknown: Vec<(Uuid, Uuid)> = Vec::new();
    for body in bodies {
        let named = match body {
            Body::Visit { visit, .. } => Some((visit.household, &visit.people)),
            _ => None,
        };
        let earlier = body.earlier_visit().and_then(|id| {
            let house = work.house(*work.visit_of.get(&id)?)?;
            Some((house.row.id, &house.visits.get(&id)?.people))
        });
        for (household, people) in named.into_iter().chain(earlier) {
            let Some(house) = work.house(household) else { continue };
            let missing = people.iter().filter(|id| !house.residents.contains_key(id) && !brought.contains(id));
            unknown.extend(missing.map(|id| (*id, house.row.id)));
        }
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let homes = store::households_of_residents(tx, part, &unknown.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let found: BTreeSet<Uuid> = homes.values().map(|home| work.home(*home)).collect();
    let merges = store::merges_of(tx, part, &found.into_iter().collect::<Vec<_>>())?;
    let mut linked: HashMap<Uuid, Uuid> = HashMap::new();
    for (resident, household) in unknown {
        let Some(home) = homes.get(&resident) else { continue };
        let once = |one: Uuid| merges.iter().any(|merge| merge.undone && (merge.household == one || merge.into == one));
        if once(*home) && once(household) {
            linked.insert(resident, *home);
        }
    }
    let missing: Vec<Uuid> = linked.values().filter(|home| work.house(**home).is_none()).copied().collect();
    work.take(store::houses(tx, part, &missing)?);
    let homes: Vec<Uuid> = linked.values().map(|home| work.home(*home)).collect();
    let whole: Vec<Uuid> =
        homes.iter().filter(|home| work.houses.get(home).is_some_and(|h| !h.whole)).copied().collect();
    store::complete(tx, part, &whole, &mut work.houses)?;
    work.strays = linked.into_iter().map(|(resident, home)| (resident, work.home(home))).collect();
    Ok(())
}

impl Work<'_, '_> {
    /// The other household in hand that this person is in, in the same hamlet.
    pub(super) fn stray(&self, resident: Uuid, household: Uuid, hamlet: Uuid) -> Option<Uuid> {
        let home = *self.strays.get(&resident)?;
        (home != household && self.houses.get(&home)?.row.hamlet == hamlet).then_some(home)
    }

    /// Takes back what people of other households practised in a visit.
    pub(super) fn forget_elsewhere(&mut self, visit: Uuid) -> Result<()> {
        for house in self.houses.values_mut() {
            let theirs = house.whole && house.after.events.iter().any(|event| event.order.2 == visit);
            if theirs && !house.visits.contains_key(&visit) {
                house.row.revision = self.push.streams.bump(Kind::Hamlet, house.row.hamlet)?;
                house.forget(visit);
            }
        }
        Ok(())
    }
}
