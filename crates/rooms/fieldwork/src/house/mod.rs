//! A household while a push is at work on it: what it was, what it becomes, and what has to be written.

mod edits;
mod practise;

use std::collections::{BTreeMap, BTreeSet};

use base::{Day, Uuid};

use crate::body::{NewHousehold, NewResident};
use crate::contribution::{Event, History};
use crate::model::{Household, Resident, Top, Visit};

pub use edits::Lost;

/// A household in hand.
#[derive(Debug, Clone)]
pub struct House {
    /// Its row as it becomes.
    pub row: Household,
    /// The rows that were merged into it.
    pub joined: BTreeMap<Uuid, Household>,
    /// Its residents as they become, those of merged rows too.
    pub residents: BTreeMap<Uuid, Resident>,
    /// Its history before this push: all of it, or only the top.
    pub before: History,
    /// Its history after this push.
    pub after: History,
    /// Whether the histories are whole.
    pub whole: bool,
    /// Its visits: all of them when whole, else the new ones.
    pub visits: BTreeMap<Uuid, Visit>,
    /// What was practised in the new visits, by the id that was named, with the household that the visit named.
    pub events: Vec<(Event, Uuid)>,
    /// Visits that were written anew or changed.
    pub changed_visits: BTreeSet<Uuid>,
    /// Visits that stand no longer.
    pub removed: BTreeSet<Uuid>,
    /// Residents to write.
    pub changed_residents: BTreeSet<Uuid>,
    /// The row itself is to be written.
    pub changed: bool,
    /// The end of its last stay is to be written: it left the book, or is back in it.
    pub stay_ended: bool,
    /// The last visit known so far, with what orders visits of one day.
    last: Option<(Day, (i64, i64), Uuid)>,
}

impl House {
    /// A household from its rows, with the top of its history.
    pub fn known(row: Household, residents: BTreeMap<Uuid, Resident>, joined: BTreeMap<Uuid, Household>) -> Self {
        let top = row.top(&residents);
        let last = row.last_visit_day.map(|day| (day, (0, 0), row.last_visit.unwrap_or_default()));
        Self { last, joined, ..Self::with(row, residents, top.clone(), top) }
    }

    /// Several records count as one here: only the whole history tells what a change of it counts.
    pub fn is_merged(&self) -> bool {
        !self.joined.is_empty() || self.residents.values().any(|one| one.merged_into.is_some())
    }

    /// A household that was not there before.
    pub fn new(new: &NewHousehold, atom: Uuid, made_on: Day) -> Self {
        let row = Household {
            id: new.household,
            atom,
            hamlet: new.hamlet,
            name: new.name.trim().into(),
            cluster: new.cluster.trim().into(),
            note: new.note.trim().into(),
            smartphones: None,
            computers: None,
            line: None,
            signal: None,
            surveyed_on: None,
            next_step: None,
            next_day: None,
            next_note: String::new(),
            last_visit_day: None,
            last_visit: None,
            last_met_day: None,
            made_on,
            left_on: None,
            left_why: String::new(),
            moved_from: None,
            keeper: None,
            consents: BTreeMap::new(),
            edits: BTreeMap::new(),
            revision: 0,
            merged_into: None,
            has_merged: false,
        };
        let after = row.top(&BTreeMap::new());
        let mut house =
            Self::with(row, BTreeMap::new(), History { household: new.household, ..History::default() }, after);
        house.whole = true;
        for resident in &new.residents {
            house.join(resident, new.household, made_on);
        }
        house
    }

    fn with(row: Household, residents: BTreeMap<Uuid, Resident>, before: History, after: History) -> Self {
        Self {
            row,
            joined: BTreeMap::new(),
            residents,
            before,
            after,
            whole: false,
            visits: BTreeMap::new(),
            events: Vec::new(),
            changed_visits: BTreeSet::new(),
            removed: BTreeSet::new(),
            changed_residents: BTreeSet::new(),
            changed: false,
            stay_ended: false,
            last: None,
        }
    }

    /// Puts the whole history in place of its top.
    pub fn make_whole(&mut self, history: History, visits: BTreeMap<Uuid, Visit>) {
        self.before = history.clone();
        self.after = history;
        self.visits = visits;
        self.whole = true;
    }

    /// Adds a resident, to the record that was named.
    pub fn join(&mut self, new: &NewResident, household: Uuid, made_on: Day) {
        let resident = Resident {
            id: new.resident,
            household,
            name: new.name.trim().into(),
            birth_year: new.birth_year,
            sex: new.sex.clone(),
            relation: new.relation.trim().into(),
            is_head: new.head != 0,
            made_on,
            left_on: None,
            left_why: String::new(),
            levels: BTreeMap::new(),
            edits: BTreeMap::new(),
            merged_into: None,
        };
        self.after.residents.push(resident.past());
        self.changed_residents.insert(resident.id);
        self.residents.insert(resident.id, resident);
        self.changed = true;
    }

    /// Adds a visit; what was practised comes with [`House::practise`].
    pub fn visit(&mut self, visit: Visit) {
        let order = (visit.day, visit.stamp, visit.id);
        self.after.visits.push((visit.day, visit.atom, visit.met));
        if self.last.is_none_or(|last| last < order) {
            self.last = Some(order);
            self.row.last_visit_day = Some(visit.day);
            self.row.last_visit = Some(visit.id);
            if visit.next_step.is_some() {
                self.row.next_step.clone_from(&visit.next_step);
                self.row.next_day = visit.next_day;
                self.row.next_note.clone_from(&visit.next_note);
            }
        }
        if visit.met && self.row.last_met_day.is_none_or(|day| day < visit.day) {
            self.row.last_met_day = Some(visit.day);
        }
        self.changed_visits.insert(visit.id);
        self.visits.insert(visit.id, visit);
        self.changed = true;
        if self.whole {
            self.derive();
        }
    }

    /// Takes a visit back. The history has to be whole.
    pub fn remove(&mut self, visit: Uuid, by: Uuid) {
        let Some(row) = self.visits.get_mut(&visit) else { return };
        row.removed_by = Some(by);
        let gone = (row.day, row.atom, row.met);
        if let Some(at) = self.after.visits.iter().position(|known| *known == gone) {
            self.after.visits.remove(at);
        }
        self.removed.insert(visit);
        self.changed_visits.insert(visit);
        self.forget(visit);
    }

    /// Takes back what residents of this household practised in a visit. The history has to be whole.
    pub fn forget(&mut self, visit: Uuid) {
        self.after.events.retain(|event| event.order.2 != visit);
        self.events.retain(|(event, _)| event.order.2 != visit);
        self.changed = true;
        self.derive();
    }

    /// What a row keeps of its visits, derived anew from all that stand.
    pub fn derive(&mut self) {
        let mut standing: Vec<&Visit> = self.visits.values().filter(|visit| visit.removed_by.is_none()).collect();
        standing.sort_by_key(|visit| (visit.day, visit.stamp, visit.id));
        let last = standing.last();
        self.row.last_visit_day = last.map(|visit| visit.day);
        self.row.last_visit = last.map(|visit| visit.id);
        self.row.last_met_day = standing.iter().rev().find(|visit| visit.met).map(|visit| visit.day);
        let next = standing.iter().rev().find(|visit| visit.next_step.is_some());
        self.row.next_step = next.and_then(|visit| visit.next_step.clone());
        self.row.next_day = next.and_then(|visit| visit.next_day);
        self.row.next_note = next.map(|visit| visit.next_note.clone()).unwrap_or_default();
        self.last = last.map(|visit| (visit.day, visit.stamp, visit.id));
        for resident in self.residents.values_mut() {
            let mut levels: BTreeMap<String, Top> = BTreeMap::new();
            for event in self.after.events.iter().filter(|event| event.resident == resident.id) {
                let (ms, counter, activity) = event.order;
                let top = Top(event.level, event.day, event.why.clone(), ms, counter, activity);
                if levels.get(&event.skill).is_none_or(|known| known.order() < top.order()) {
                    levels.insert(event.skill.clone(), top);
                }
            }
            if levels != resident.levels {
                resident.levels = levels;
                self.changed_residents.insert(resident.id);
            }
        }
    }

    /// Moves to another hamlet from a day on. The history has to be whole.
    pub fn go(&mut self, (hamlet, atom): (Uuid, Uuid), day: Day) {
        if let Some(stay) = self.after.stays.last_mut() {
            stay.1 = Some(day.max(stay.0));
        }
        self.after.stays.push((day, self.row.left_on, atom));
        self.row.moved_from = Some(self.row.hamlet);
        // Whoever looked after it is of the team that it left.
        self.row.keeper = None;
        self.row.hamlet = hamlet;
        self.row.atom = atom;
        for visit in self.visits.values_mut() {
            visit.hamlet = hamlet;
            self.changed_visits.insert(visit.id);
        }
        self.changed = true;
    }

    /// The atom in which the household was counted on a day; None before its first day.
    pub fn atom_on(&self, day: Day) -> Option<Uuid> {
        let stay = self.after.stays.iter().rev().find(|(since, _, _)| *since <= day);
        stay.or(self.after.stays.first()).map(|(_, _, atom)| *atom)
    }
}
