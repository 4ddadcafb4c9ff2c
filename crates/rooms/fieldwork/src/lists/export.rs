//! The households of today's books as a list in the office's own layout.

use std::collections::HashMap;

use base::{Day, Uuid, sort_key};
use db::Tx;
use org::lists::{Exported, Laid, laid};
use places::Unit;
use roster::layout::{Of, fill};
use roster::{Kind, Record, Settings};

use super::plan::{Home, Person};
use crate::store;

const HEAD: &str = "Chủ hộ";

/// The households of a commune's hamlets with the people who live there now. What the book does not keep stays empty.
pub fn households(tx: &mut Tx<'_>, commune: &Unit, today: Day) -> db::Result<Exported> {
    let map = places::store::map_in_force(tx)?;
    let hamlets = places::store::children(tx, commune.id, map, None)?;
    let ids: Vec<Uuid> = hamlets.iter().map(|unit| unit.id).collect();
    let mut books: HashMap<Uuid, Vec<Home>> = HashMap::new();
    for home in store::book(tx, commune.part, &ids)? {
        books.entry(home.hamlet).or_default().push(home);
    }
    let mut records = Vec::new();
    for hamlet in &hamlets {
        // As they were entered: a list that came in keeps its order, and so its numbers.
        let homes = books.remove(&hamlet.id).unwrap_or_default();
        for (at, home) in homes.iter().filter(|home| !home.people.is_empty()).enumerate() {
            records.extend(people(home).into_iter().map(|person| record(person, hamlet, at + 1)));
        }
    }
    let Laid { layout, headings } = laid(tx, (commune, Kind::Households))?;
    let kind = Kind::Households;
    let settings = Settings { this_year: today.year().into(), kind: Some(kind), headings, ..Settings::default() };
    let of = Of { kind, commune: &commune.full_name, decision: None };
    Ok(Exported { filled: fill(layout.as_ref(), &records, of, &settings), people: records.len() })
}

/// The head first, then the eldest.
fn people(home: &Home) -> Vec<&Person> {
    let mut people: Vec<&Person> = home.people.iter().collect();
    let year = |person: &Person| person.birth_year.unwrap_or(i64::MAX);
    people.sort_by_key(|person| {
        let heads = relation(person) == HEAD || (person.relation.is_empty() && person.name == home.name);
        (!heads, year(person), sort_key(&person.name, true), person.id)
    });
    people
}

/// As lists write it: phones begin it small.
fn relation(person: &Person) -> String {
    let mut letters = person.relation.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn record(person: &Person, hamlet: &Unit, number: usize) -> Record {
    let mut record = Record::named(&person.name);
    record.hamlet = hamlet.full_name.clone();
    record.birth_year = person.birth_year;
    record.gender = match person.sex.as_deref() {
        Some("m") => "Nam".into(),
        Some("f") => "Nữ".into(),
        _ => String::new(),
    };
    record.relation = relation(person);
    record.household_no = number.to_string();
    record
}
