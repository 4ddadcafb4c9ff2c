//! People of a list who may be somebody of their team already: nothing is done with them until an officer says so.

use std::collections::{HashMap, HashSet};

use base::Uuid;
use db::{Result, Tx};
use places::name_key;
use roster::{About, Record};

use crate::import::Import;
use crate::likeness::{MAYBE, likeness};
use crate::model::{Membership, Team};
use crate::store;

/// Somebody of the book whom a record may be.
pub(super) struct Alike {
    pub person: Uuid,
    pub name: String,
    pub score: f64,
}

/// Whom records may be, by their place: of their own team, and of nobody whom another record surely is.
pub(super) fn find(
    tx: &mut Tx<'_>,
    (records, teams): (&[Record], &[Team]),
    unit: impl Fn(&Record) -> Uuid,
    by: &Import<'_>,
) -> Result<HashMap<usize, Alike>> {
    let members = store::members_of(tx, teams, by.today())?;
    let of_unit: HashMap<Uuid, &[Membership]> =
        teams.iter().filter_map(|team| Some((team.unit, members.get(&team.id)?.as_slice()))).collect();
    let people: Vec<(usize, &Record, &[Membership])> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.about == About::Person && !record.full_name.is_empty())
        .filter_map(|(at, record)| Some((at, record, *of_unit.get(&unit(record))?)))
        .collect();
    let mut taken: HashSet<Uuid> = HashSet::new();
    let mut open = Vec::new();
    for (at, record, members) in people {
        match members.iter().find(|member| is_sure(record, member)) {
            Some(member) => drop(taken.insert(member.person)),
            None => open.push((at, record, members)),
        }
    }
    let mut found = HashMap::new();
    for (at, record, members) in open {
        let scored = members.iter().filter(|member| !taken.contains(&member.person));
        let scored = scored.map(|member| (member, score(record, member)));
        if let Some((member, score)) = scored.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, score)| *score >= MAYBE) {
            found.insert(at, Alike { person: member.person, name: member.name.clone(), score });
        }
    }
    Ok(found)
}

fn score(record: &Record, member: &Membership) -> f64 {
    likeness((&record.full_name, record.birth_year), (&member.name, member.birth_year))
}

/// The same name, marks and all, and no two different years.
fn is_sure(record: &Record, member: &Membership) -> bool {
    let years = record.birth_year.zip(member.birth_year);
    name_key(&record.full_name) == name_key(&member.name) && years.is_none_or(|(a, b)| a == b)
}
