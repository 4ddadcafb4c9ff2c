//! Two records that are one: what may be merged, and what can be taken apart again. Figures are the difference between what
//! the households counted as and what they count as, both read from the same facts.

use std::collections::HashSet;

use access::Action;
use base::Uuid;
use db::{Result, Tx};
use serde_json::json;
use sync::{Kind, Op, Push, Refusal, Verdict};

use super::load::hold;
use super::{Work, at};
use crate::body::{NewMerge, refusal, wrong};
use crate::contribution::History;
use crate::house::House;
use crate::merged::{Merge, pointers, who};
use crate::store;

pub(super) fn merge(tx: &mut Tx<'_>, push: &mut Push<'_>, op: &Op, new: &NewMerge) -> Result<Verdict> {
    let mut work = hold(tx, push, &[new.household, new.into])?;
    let (Some(from), Some(into)) = (work.house(new.household), work.house(new.into)) else {
        let on = if work.house(new.household).is_none() { new.household } else { new.into };
        return Ok(Verdict::Waits { on, hamlet: None });
    };
    let (hamlet, today) = (into.row.hamlet, work.push.today);
    if !work.may(op, Action::Lead, hamlet, today) {
        return Ok(at(refusal("not_allowed", json!({ "action": "household" }), &["ask", "dismiss"]), hamlet));
    }
    if from.row.hamlet != hamlet {
        let params = json!({ "name": from.row.name, "to_name": work.name(from.row.hamlet) });
        return Ok(at(refusal("merge_apart", params, &["ask", "dismiss"]), hamlet));
    }
    if new.day > today {
        return Ok(at(refusal("day_in_future", json!({ "day": new.day, "today": today }), &["edit"]), hamlet));
    }
    let residents = match pairs(&new.residents, from, into) {
        Ok(pairs) => pairs,
        Err(verdict) => return Ok(*verdict),
    };
    let one = from.row.id == into.row.id;
    if one && residents.is_empty() {
        // Somebody else said so before: nothing is left to do.
        return Ok(Verdict::Kept { hamlet, made: vec![op.id] });
    }
    let merge = Merge { id: op.id, household: from.row.id, into: into.row.id, residents, undone: false };
    store::add_merge(tx, (work.push.part, work.push.now), (&merge, hamlet, new.day), by(op))?;
    regroup(tx, &mut work, hamlet)?;
    Ok(Verdict::Kept { hamlet, made: vec![op.id] })
}

pub(super) fn unmerge(tx: &mut Tx<'_>, push: &mut Push<'_>, op: &Op, id: Uuid) -> Result<Verdict> {
    let Some(merge) = store::merges(tx, push.part, &[id])?.pop() else {
        return Ok(Verdict::Waits { on: id, hamlet: None });
    };
    let mut work = hold(tx, push, &[merge.household, merge.into])?;
    let Some(house) = work.house(merge.into) else { return Ok(Verdict::Waits { on: merge.into, hamlet: None }) };
    let (hamlet, today) = (house.row.hamlet, work.push.today);
    if !work.may(op, Action::Lead, hamlet, today) {
        return Ok(at(refusal("not_allowed", json!({ "action": "household" }), &["ask", "dismiss"]), hamlet));
    }
    if merge.undone {
        return Ok(Verdict::Kept { hamlet, made: Vec::new() });
    }
    if let Some(refused) = stuck(tx, &work, house, &merge)? {
        return Ok(at(refused, hamlet));
    }
    store::undo_merge(tx, (work.push.part, work.push.now), id, by(op))?;
    regroup(tx, &mut work, hamlet)?;
    Ok(Verdict::Kept { hamlet, made: Vec::new() })
}

fn by(op: &Op) -> Uuid {
    op.accepted_by.unwrap_or(op.account)
}

/// Who is whom, each as they count now; what is so already is left out.
fn pairs(named: &[(Uuid, Uuid)], from: &House, into: &House) -> std::result::Result<Vec<(Uuid, Uuid)>, Box<Verdict>> {
    let hamlet = into.row.hamlet;
    let mut pairs: Vec<(Uuid, Uuid)> = Vec::with_capacity(named.len());
    let mut taken = HashSet::new();
    for (one, other) in named {
        for (id, house) in [(one, from), (other, into)] {
            if !house.residents.contains_key(id) {
                return Err(Box::new(Verdict::Waits { on: *id, hamlet: Some(hamlet) }));
            }
        }
        let (one, other) = (who(&from.residents, *one), who(&into.residents, *other));
        if one == other {
            continue;
        }
        // Nobody is two people, and who another is joined to is not joined away in the same word.
        if !taken.insert(one)
            || pairs.iter().any(|(_, known)| *known == one)
            || pairs.iter().any(|(known, _)| *known == other)
        {
            return Err(Box::new(at(wrong("residents"), hamlet)));
        }
        pairs.push((one, other));
    }
    Ok(pairs)
}

/// Why a merge cannot be undone: one of the two is in another hamlet by now, or a later merge builds on this one.
fn stuck(tx: &mut Tx<'_>, work: &Work<'_, '_>, house: &House, merge: &Merge) -> Result<Option<Refusal>> {
    let own = house.joined.get(&merge.household).unwrap_or(&house.row);
    if merge.household != merge.into && own.hamlet != house.row.hamlet {
        let params = json!({ "name": own.name, "to_name": work.name(house.row.hamlet) });
        return Ok(Some(refusal("merge_moved", params, &["ask", "dismiss"])));
    }
    let standing = store::merges_of(tx, work.push.part, &records(house))?;
    let rest: Vec<&Merge> = standing.iter().filter(|other| !other.undone && other.id != merge.id).collect();
    let to = pointers(rest.iter().copied());
    let home = |resident: &Uuid| {
        let household = house.residents.get(resident).map(|row| row.household);
        household.map(|household| to.get(&household).copied().unwrap_or(household))
    };
    let across = rest.iter().flat_map(|other| &other.residents).any(|(one, other)| home(one) != home(other));
    Ok(across.then(|| refusal("merge_built_on", json!({ "name": own.name }), &["ask", "dismiss"])))
}

/// The ids of all records that are one household.
fn records(house: &House) -> Vec<Uuid> {
    house.joined.keys().copied().chain([house.row.id]).collect()
}

/// Makes rows, streams and figures what the merges that stand now say of the households in hand.
fn regroup(tx: &mut Tx<'_>, work: &mut Work<'_, '_>, hamlet: Uuid) -> Result<()> {
    let part = work.push.part;
    let roots: Vec<Uuid> = work.houses.keys().copied().collect();
    store::complete(tx, part, &roots, &mut work.houses)?;
    let before: Vec<History> = work.houses.values().map(|house| house.before.clone()).collect();
    let all: Vec<Uuid> = work.houses.values().flat_map(records).collect();
    let merges = store::merges_of(tx, part, &all)?;
    let to = pointers(merges.iter().filter(|merge| !merge.undone));
    let changed = |id: &Uuid, known: Option<Uuid>| (to.get(id).copied() != known).then(|| (*id, to.get(id).copied()));
    let rows = work.houses.values().flat_map(|house| house.joined.values().chain([&house.row]));
    let households: Vec<_> = rows.filter_map(|row| changed(&row.id, row.merged_into)).collect();
    let people = work.houses.values().flat_map(|house| house.residents.values());
    let people: Vec<_> = people.filter_map(|row| changed(&row.id, row.merged_into)).collect();
    let revision = work.push.streams.bump(Kind::Hamlet, hamlet)?;
    store::point(tx, part, revision, (&households, &people))?;
    work.houses = store::houses(tx, part, &all)?;
    let roots: Vec<Uuid> = work.houses.keys().copied().collect();
    store::complete(tx, part, &roots, &mut work.houses)?;
    for house in work.houses.values_mut() {
        house.derive();
        house.changed = true;
        house.row.revision = revision;
        // They are shown under another household, or with other people.
        for visit in house.visits.values_mut().filter(|visit| visit.removed_by.is_none()) {
            visit.revision = revision;
            house.changed_visits.insert(visit.id);
        }
    }
    let after: Vec<History> = work.houses.values().map(|house| house.after.clone()).collect();
    store::save_regrouped(tx, work, &before, &after)
}
