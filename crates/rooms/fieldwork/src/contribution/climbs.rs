//! The ladder of each person: how long they stood where, when they moved, and why not.

use std::collections::BTreeMap;

use base::{Day, Uuid};
use counting::{Deltas, Group, Place, plain, reasons};

use super::{ALONE, Book, Event, History, Past, group_on};

/// Does not want it: below the lowest rung.
const REFUSES: i64 = -1;

/// Time on a rung: from a day until another.
type Span = (Day, Option<Day>);

/// Adds stays on rungs, moves between them, reasons for not wanting it, and what households come to by it.
pub(super) fn count(book: &Book<'_>, history: &History, people: &BTreeMap<Uuid, &Past>, deltas: &mut Deltas) {
    let mut climbs: BTreeMap<(&str, Uuid), Vec<&Event>> = BTreeMap::new();
    for event in &history.events {
        climbs.entry((&event.skill, event.resident)).or_default().push(event);
    }
    let mut asked: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut alone = asked.clone();
    for ((skill, resident), mut events) in climbs {
        let Some(past) = people.get(&resident) else { continue };
        events.sort_by_key(|event| (event.day, event.order));
        moves(skill, &events, people, deltas);
        for (at, event) in events.iter().enumerate() {
            let from = event.day.max(past.made_on);
            let next = events.get(at + 1).map(|next| next.day.max(past.made_on));
            let to = match (next, past.left_on) {
                (Some(next), Some(left)) => Some(next.min(left)),
                (next, left) => next.or(left),
            };
            if to.is_some_and(|to| to <= from) {
                continue;
            }
            let columns = Group::of(past.sex.as_deref(), past.birth_year, from).columns(1);
            book.stock(deltas, "ladder", &format!("{skill}:{}", event.level), (from, to), &columns);
            if event.level == REFUSES {
                let item = format!("{skill}:{}", reasons::counted_as(&event.why));
                book.stock(deltas, "not_using", &item, (from, to), &columns);
            }
            asked.entry(skill).or_default().push((from, to));
            if event.level == ALONE {
                alone.entry(skill).or_default().push((from, to));
            }
        }
    }
    for (word, spans) in [("asked", asked), ("alone", alone)] {
        for (skill, spans) in spans {
            for span in union(spans) {
                book.stock(deltas, "household_skill", &format!("{skill}:{word}"), span, &plain(1));
            }
        }
    }
}

/// One for each event on another rung than the one before. Both sides of a push begin with the same event, so that what the
/// top of a history takes for the first time cancels out.
fn moves(skill: &str, events: &[&Event], people: &BTreeMap<Uuid, &Past>, deltas: &mut Deltas) {
    let mut before: Option<i64> = None;
    for event in events {
        if before != Some(event.level) {
            let from = before.map_or_else(|| "new".to_owned(), |level| level.to_string());
            let item = format!("{skill}:{from}:{}", event.level);
            let columns = group_on(people, event).columns(1);
            deltas.flow(Place::Atom(event.atom), "ladder_move", &item, event.day, &columns);
        }
        before = Some(event.level);
    }
}

/// Spans joined where they touch or overlap: the time in which at least one resident is there.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, end)) if end.is_none_or(|end| end >= from) => {
                *end = match (*end, to) {
                    (Some(end), Some(to)) => Some(end.max(to)),
                    _ => None,
                };
            }
            _ => joined.push((from, to)),
        }
    }
    joined
}
