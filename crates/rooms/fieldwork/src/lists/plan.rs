//! What a list of households asks for, beside what the book has.

use std::collections::HashMap;

use base::{Day, Uuid, fold};
use org::import::Import;
use org::lists::Outcome;
use places::Unit;
use roster::{About, Record};
use serde_json::{Map, Value, json};
use sync::office::Piece;

use super::alike::{Known, MAYBE, SURE, score};
use super::group::{Group, groups};

/// A household of the book with its people.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub id: Uuid,
    pub hamlet: Uuid,
    pub name: String,
    pub revision: i64,
    pub people: Vec<Person>,
}

/// Somebody of the book.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub id: Uuid,
    pub name: String,
    pub birth_year: Option<i64>,
    pub sex: Option<String>,
    pub relation: String,
}

impl Person {
    fn known(&self) -> Known {
        Known { name: self.name.clone(), birth_year: self.birth_year }
    }
}

/// What has to be done, in order, and what becomes of each record.
#[derive(Default)]
pub(super) struct Plan {
    pub pieces: Vec<Piece>,
    pub outcomes: HashMap<usize, Outcome>,
    pub households: usize,
}

/// What a group of rows is in the book.
enum Match {
    New,
    Sure(usize),
    Maybe(usize, f64),
}

pub(super) fn plan(records: &[Record], hamlets: &HashMap<String, Unit>, book: Vec<Home>, by: &Import<'_>) -> Plan {
    let mut plan = Plan::default();
    let (groups, homeless) = groups(records, hamlets);
    plan.outcomes.extend(homeless.into_iter().map(|at| (at, Outcome::LeftOut { reason: "no_household" })));
    let mut taken: Vec<bool> = vec![false; book.len()];
    let mut by_name: HashMap<(Uuid, String), Vec<usize>> = HashMap::new();
    for (at, home) in book.iter().enumerate() {
        let mut names: Vec<String> = home.people.iter().map(|person| fold(&person.name)).collect();
        names.push(fold(&home.name));
        names.sort_unstable();
        names.dedup();
        names.into_iter().for_each(|name| by_name.entry((home.hamlet, name)).or_default().push(at));
    }
    for group in &groups {
        match find(group, &book, &by_name, &taken) {
            Match::New => plan.make(group, by),
            Match::Sure(at) => {
                taken[at] = true;
                plan.compare(group, &book[at], by);
            }
            Match::Maybe(at, score) => {
                let outcome = || Outcome::Maybe { name: book[at].name.clone(), score };
                plan.outcomes.extend(group.people.iter().map(|(row, _)| (*row, outcome())));
            }
        }
    }
    plan
}

/// The household of the book that a group is: one of its people is surely there, and the head is not somebody else's.
fn find(group: &Group<'_>, book: &[Home], by_name: &HashMap<(Uuid, String), Vec<usize>>, taken: &[bool]) -> Match {
    let mut candidates: Vec<usize> = group
        .people
        .iter()
        .filter_map(|(_, record)| by_name.get(&(group.hamlet, fold(&record.full_name))))
        .flatten()
        .copied()
        .filter(|at| !taken[*at])
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    let best_of = |record: &Record, home: &Home| {
        home.people.iter().map(|person| score(record, &person.known())).fold(0.0_f64, f64::max)
    };
    let mut scored: Vec<(usize, f64, usize)> = candidates
        .into_iter()
        .map(|at| {
            let head = best_of(group.head(), &book[at]);
            let sure = group.people.iter().filter(|(_, record)| best_of(record, &book[at]) >= SURE).count();
            (at, head, sure)
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
            if *head >= SURE || *sure >= 2 || is_told_alike(group, &book[*at]) {
                Match::Sure(*at)
            } else if *sure > 0 || *head >= MAYBE {
                Match::Maybe(*at, head.max(MAYBE))
            } else {
                Match::New
            }
        }
    }
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

impl Plan {
    fn make(&mut self, group: &Group<'_>, by: &Import<'_>) {
        let (household, made_on) = (by.ids.id(by.now), Day::of(by.now));
        let residents: Vec<Value> = group.people.iter().map(|(_, record)| resident(record, by)).collect();
        let name = &group.head().full_name;
        self.pieces.push((
            "household.create",
            json!({ "household": household, "hamlet": group.hamlet, "name": name, "residents": residents, "made_on": made_on }),
        ));
        if let Some(smartphones) = group.smartphones() {
            let fields = json!({ "smartphones": smartphones, "surveyed_on": made_on });
            self.pieces.push(("household.edit", json!({ "household": household, "saw": 0, "fields": fields })));
        }
        self.households += 1;
        self.outcomes.extend(group.people.iter().map(|(row, _)| (*row, Outcome::Created)));
    }

    fn compare(&mut self, group: &Group<'_>, home: &Home, by: &Import<'_>) {
        let mut left: Vec<&Person> = home.people.iter().collect();
        for (row, record) in &group.people {
            let best = left.iter().enumerate().map(|(at, person)| (at, score(record, &person.known())));
            let best = best.max_by(|a, b| a.1.total_cmp(&b.1));
            let outcome = match best {
                Some((at, score)) if score >= SURE => self.change(record, home, left.swap_remove(at)),
                // In the same household the same name without a year on either side is the same person.
                Some((at, score))
                    if score >= MAYBE + 0.15
                        && places::name_key(&record.full_name) == places::name_key(&left[at].name) =>
                {
                    self.change(record, home, left.swap_remove(at))
                }
                Some((at, score)) if score >= MAYBE => Outcome::Maybe { name: left[at].name.clone(), score },
                _ => {
                    let mut body = resident(record, by);
                    body["household"] = json!(home.id);
                    body["made_on"] = json!(Day::of(by.now));
                    // The household has its head already.
                    body["head"] = json!(0);
                    self.pieces.push(("resident.create", body));
                    Outcome::Created
                }
            };
            self.outcomes.insert(*row, outcome);
        }
    }

    /// What the list knows better: only what it says, and only where that is different.
    fn change(&mut self, record: &Record, home: &Home, person: &Person) -> Outcome {
        let mut fields = Map::new();
        let mut changes = Vec::new();
        let mut set = |field: &'static str, old: String, new: String, value: Value| {
            if !new.is_empty() && old != new {
                fields.insert(field.to_owned(), value);
                changes.push((field, old, new));
            }
        };
        let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
        set("name", person.name.clone(), record.full_name.clone(), json!(record.full_name));
        set("birth_year", year(person.birth_year), year(record.birth_year), json!(record.birth_year));
        let sex = sex(record).unwrap_or_default();
        set("sex", person.sex.clone().unwrap_or_default(), sex.to_owned(), json!(sex));
        // Phones write "chủ hộ", lists "Chủ hộ": that is no news.
        let relation =
            if person.relation.to_lowercase() == record.relation.to_lowercase() { "" } else { &record.relation };
        set("relation", person.relation.clone(), relation.to_owned(), json!(relation));
        if changes.is_empty() {
            return Outcome::Same;
        }
        let body = json!({ "household": home.id, "resident": person.id, "saw": home.revision, "fields": fields });
        self.pieces.push(("resident.edit", body));
        Outcome::Changed { fields: changes }
    }
}

fn sex(record: &Record) -> Option<&'static str> {
    match record.gender.as_str() {
        "Nam" => Some("m"),
        "Nữ" => Some("f"),
        _ => None,
    }
}

fn resident(record: &Record, by: &Import<'_>) -> Value {
    json!({
        "resident": by.ids.id(by.now),
        "name": record.full_name,
        "birth_year": record.birth_year,
        "sex": sex(record),
        "relation": record.relation,
        "head": i64::from(record.relation == "Chủ hộ" || record.about == About::Household),
    })
}
