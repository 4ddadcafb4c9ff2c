//! What several records of one household come to, and which records of people are one person. Facts stay where they were
//! recorded; here they are read as one, so that to undo a merge is to read them apart again.

use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};

use crate::contribution::{Event, Past, Survey};
use crate::model::{Household, Resident};

/// A merge that was not undone.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The operation.
    pub id: Uuid,
    /// Which household went into another; both are the same where only people were joined.
    pub household: Uuid,
    /// The one that stands.
    pub into: Uuid,
    /// Who is whom.
    pub residents: Vec<(Uuid, Uuid)>,
    /// It was taken back.
    pub undone: bool,
}

/// Which household and which person each counts as, from the merges that stand: (who, as whom), followed to the end. Those
/// that count as themselves are left out.
pub fn pointers<'m>(merges: impl IntoIterator<Item = &'m Merge>) -> HashMap<Uuid, Uuid> {
    let mut next: HashMap<Uuid, Uuid> = HashMap::new();
    for merge in merges {
        let household = (merge.household != merge.into).then_some((merge.household, merge.into));
        next.extend(household.into_iter().chain(merge.residents.iter().copied()));
    }
    next.keys().map(|id| (*id, end_of(&next, *id))).collect()
}

fn end_of(next: &HashMap<Uuid, Uuid>, id: Uuid) -> Uuid {
    // What is merged was standing by itself at that moment, so that no path comes back; the bound is for a damaged table.
    let mut at = id;
    for _ in 0..next.len() {
        match next.get(&at) {
            Some(to) => at = *to,
            None => break,
        }
    }
    at
}

/// Who this resident counts as.
pub fn who(residents: &BTreeMap<Uuid, Resident>, id: Uuid) -> Uuid {
    residents.get(&id).and_then(|resident| resident.merged_into).unwrap_or(id)
}

/// The people as they count: each once, known from the first day on, with what only the other record knows.
pub fn pasts(residents: &BTreeMap<Uuid, Resident>) -> Vec<Past> {
    people(residents.values()).iter().map(Resident::past).collect()
}

/// The same as rows, for a stream.
pub fn people<'r>(residents: impl Iterator<Item = &'r Resident> + Clone) -> Vec<Resident> {
    let mut people: Vec<Resident> = residents.clone().filter(|one| one.merged_into.is_none()).cloned().collect();
    for other in residents.filter(|one| one.merged_into.is_some()) {
        let Some(one) = people.iter_mut().find(|one| Some(one.id) == other.merged_into) else { continue };
        one.made_on = one.made_on.min(other.made_on);
        one.birth_year = one.birth_year.or(other.birth_year);
        one.sex = one.sex.take().or_else(|| other.sex.clone());
        if one.relation.is_empty() && !one.is_head {
            one.relation.clone_from(&other.relation);
        }
    }
    people
}

/// A household as a stream shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its row, with what only a record that was merged into it knows.
    pub row: Household,
    /// Who lives there, each once, the head first.
    pub residents: Vec<Resident>,
    /// Records of people, and whose they are.
    pub same: BTreeMap<Uuid, Uuid>,
}

/// One household of one or several rows and of the residents of all.
pub fn shown(row: Household, joined: &BTreeMap<Uuid, Household>, residents: Vec<Resident>) -> Shown {
    let same = residents.iter().filter_map(|one| Some((one.id, one.merged_into?))).collect();
    let mut residents = people(residents.iter());
    if residents.iter().any(|one| one.is_head && one.household == row.id) {
        residents.iter_mut().filter(|one| one.household != row.id).for_each(|one| one.is_head = false);
    }
    residents.sort_by_key(|one| (!one.is_head, one.birth_year.unwrap_or(9_999), one.id));
    Shown { row: known_of(&row, joined), residents, same }
}

fn known_of(row: &Household, joined: &BTreeMap<Uuid, Household>) -> Household {
    let mut shown = row.clone();
    shown.consents = crate::consent::heard(&row.consents, joined.values());
    for other in joined.values() {
        if shown.cluster.is_empty() {
            shown.cluster.clone_from(&other.cluster);
        }
        if shown.note.is_empty() {
            shown.note.clone_from(&other.note);
        }
        shown.made_on = shown.made_on.min(other.made_on);
    }
    if row.survey().is_none()
        && let Some(other) = joined.values().find(|other| other.survey().is_some())
    {
        (shown.smartphones, shown.computers) = (other.smartphones, other.computers);
        (shown.line, shown.signal) = (other.line.clone(), other.signal.clone());
        shown.surveyed_on = other.surveyed_on;
    }
    shown
}

/// The survey: its own, or the one that only a record merged into it has.
pub fn survey(row: &Household, joined: &BTreeMap<Uuid, Household>) -> Option<Survey> {
    row.survey().or_else(|| joined.values().find_map(Household::survey))
}

/// What was practised, by whom it counts for. Where a person was ticked twice in one visit the higher rung counts.
pub fn events(events: Vec<Event>, residents: &BTreeMap<Uuid, Resident>) -> Vec<Event> {
    if residents.values().all(|one| one.merged_into.is_none()) {
        return events;
    }
    let mut counted = Vec::with_capacity(events.len());
    for event in events {
        add(&mut counted, Event { resident: who(residents, event.resident), ..event });
    }
    counted
}

/// Adds an event that is already called by whom it counts for.
pub fn add(events: &mut Vec<Event>, new: Event) {
    let same =
        |known: &&mut Event| known.resident == new.resident && known.skill == new.skill && known.order.2 == new.order.2;
    match events.iter_mut().find(same) {
        Some(known) if (known.level, &known.why) < (new.level, &new.why) => *known = new,
        Some(_) => {}
        None => events.push(new),
    }
}

/// A stay: (since, until, atom).
type Stay = (Day, Option<Day>, Uuid);

/// Where the household was counted: its own stays, and before the first of them those of the record that is older.
pub fn stays(own: Vec<Stay>, mut others: Vec<Vec<Stay>>) -> Vec<Stay> {
    let Some(start) = own.first().map(|stay| stay.0) else { return own };
    others.sort();
    let Some(oldest) = others.into_iter().find(|stays| stays.first().is_some_and(|stay| stay.0 < start)) else {
        return own;
    };
    let mut stays: Vec<Stay> = oldest.into_iter().filter(|stay| stay.0 < start).collect();
    if let Some(last) = stays.last_mut() {
        last.1 = Some(last.1.map_or(start, |until| until.min(start)));
    }
    stays.extend(own);
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn merge(n: u128, household: u128, into: u128, residents: &[(u128, u128)]) -> Merge {
        let residents = residents.iter().map(|(a, b)| (id(*a), id(*b))).collect();
        Merge { id: id(n), household: id(household), into: id(into), residents, undone: false }
    }

    #[test]
    fn a_chain_of_merges_ends_at_the_one_that_stands_and_comes_apart_link_by_link() {
        let chain = [merge(1, 10, 20, &[(11, 21)]), merge(2, 20, 30, &[(21, 31)]), merge(3, 30, 30, &[(31, 32)])];
        let all = pointers(&chain);
        assert_eq!((all[&id(10)], all[&id(20)], all.get(&id(30))), (id(30), id(30), None));
        assert_eq!((all[&id(11)], all[&id(31)]), (id(32), id(32)));
        let without_the_first = pointers(&chain[1..]);
        assert_eq!((without_the_first.get(&id(10)), without_the_first[&id(21)]), (None, id(32)));
    }

    #[test]
    fn the_older_record_says_where_the_household_was_before() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (march, june) = (day("2026-03-01"), day("2026-06-01"));
        let own = vec![(june, None, id(1))];
        assert_eq!(stays(own.clone(), vec![vec![(march, None, id(2))]])[0], (march, Some(june), id(2)));
        assert_eq!(stays(own.clone(), vec![vec![(june, None, id(2))]]), own);
    }
}
