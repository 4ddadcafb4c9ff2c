//! Which household of the book a group of rows is.

use std::collections::HashMap;

use base::{Uuid, fold};
use roster::Record;

use super::alike::{MAYBE, SURE, score};
use super::group::Group;
use super::plan::Home;

/// What a group of rows is in the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Match {
    /// Nobody there is like it.
    New,
    /// Surely this one, by its place in the book.
    Sure(usize),
    /// It may be this one, with how alike they are.
    Maybe(usize, f64),
}

/// The book by the names that households and their people have.
pub(super) struct Shelf<'a> {
    book: &'a [Home],
    by_name: HashMap<(Uuid, String), Vec<usize>>,
    taken: Vec<bool>,
}

impl<'a> Shelf<'a> {
    pub fn new(book: &'a [Home]) -> Self {
        let mut by_name: HashMap<(Uuid, String), Vec<usize>> = HashMap::new();
        for (at, home) in book.iter().enumerate() {
            let mut names: Vec<String> = home.people.iter().map(|person| fold(&person.name)).collect();
            names.push(fold(&home.name));
            names.sort_unstable();
            names.dedup();
            names.into_iter().for_each(|name| by_name.entry((home.hamlet, name)).or_default().push(at));
        }
        Self { book, by_name, taken: vec![false; book.len()] }
    }

    /// A household is one group's only.
    pub fn take(&mut self, at: usize) -> &'a Home {
        self.taken[at] = true;
        &self.book[at]
    }

    /// The household that a group is: one of its people is surely there, and the head is not somebody else's.
    pub fn find(&self, group: &Group<'_>) -> Match {
        let mut candidates: Vec<usize> = group
            .people
            .iter()
            .filter_map(|(_, record)| self.by_name.get(&(group.hamlet, fold(&record.full_name))))
            .flatten()
            .copied()
            .filter(|at| !self.taken[*at])
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut scored: Vec<(usize, f64, usize)> = candidates
            .into_iter()
            .map(|at| {
                let home = &self.book[at];
                let sure = group.people.iter().filter(|(_, record)| best_of(record, home) >= SURE).count();
                (at, best_of(group.head(), home), sure)
            })
            .collect();
        scored.sort_by(|a, b| (b.2, b.1).partial_cmp(&(a.2, a.1)).unwrap_or(std::cmp::Ordering::Equal));
        match scored.as_slice() {
            [] => Match::New,
            // Two households that fit as well: nobody here can tell.
            [(at, head, sure), (_, other_head, other_sure), ..] if sure == other_sure && head == other_head => {
                if *sure > 0 || *head >= MAYBE { Match::Maybe(*at, *head) } else { Match::New }
            }
            [(at, head, sure), ..] => {
                if *head >= SURE || *sure >= 2 || is_told_alike(group, &self.book[*at]) {
                    Match::Sure(*at)
                } else if *sure > 0 || *head >= MAYBE {
                    Match::Maybe(*at, head.max(MAYBE))
                } else {
                    Match::New
                }
            }
        }
    }
}

fn best_of(record: &Record, home: &Home) -> f64 {
    home.people.iter().map(|person| score(record, &person.known())).fold(0.0_f64, f64::max)
}

/// The same people with the same years, known or not, and nobody else: nothing tells them apart.
fn is_told_alike(group: &Group<'_>, home: &Home) -> bool {
    let mut told: Vec<(String, Option<i64>)> =
        group.people.iter().map(|(_, record)| (places::name_key(&record.full_name), record.birth_year)).collect();
    let mut known: Vec<(String, Option<i64>)> =
        home.people.iter().map(|person| (places::name_key(&person.name), person.birth_year)).collect();
    told.sort_unstable();
    known.sort_unstable();
    told == known
}
