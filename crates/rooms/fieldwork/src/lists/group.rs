//! Rows of a list of households, put together household by household.

use base::Uuid;
use places::Unit;
use roster::{About, Record};
use std::collections::HashMap;

/// A household of a list.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub hamlet: Uuid,
    /// Its people with their places among the records; the head first where the list names one.
    pub people: Vec<(usize, &'a Record)>,
}

impl Group<'_> {
    /// Its head, or whoever comes first.
    pub fn head(&self) -> &Record {
        self.people.iter().find(|(_, record)| record.relation == "Chủ hộ").unwrap_or(&self.people[0]).1
    }

    /// How many have a smartphone, where the list asks.
    pub fn smartphones(&self) -> Option<usize> {
        let asked = self.people.iter().filter_map(|(_, record)| record.extra.get("smartphone"));
        let asked: Vec<&String> = asked.collect();
        (!asked.is_empty()).then(|| asked.iter().filter(|value| value.as_str() == "1").count())
    }
}

/// Puts rows together: by the household's number, else each "Chủ hộ" begins one, else each row is one where the list has a
/// row a household. Also gives the rows that belong to none.
pub(super) fn groups<'a>(records: &'a [Record], hamlets: &HashMap<String, Unit>) -> (Vec<Group<'a>>, Vec<usize>) {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut homeless = Vec::new();
    let mut open: Option<(&str, &str, &str)> = None;
    for (at, record) in records.iter().enumerate().filter(|(_, record)| record.about != About::Sheet) {
        let hamlet = hamlets.get(&record.hamlet).map(|unit| unit.id);
        let Some(hamlet) = hamlet.filter(|_| !record.full_name.is_empty()) else {
            homeless.push(at);
            continue;
        };
        let key = (record.sheet.as_str(), record.hamlet.as_str(), record.household_no.as_str());
        let begins = record.about == About::Household
            || (record.household_no.is_empty() && record.relation == "Chủ hộ")
            || (!record.household_no.is_empty() && open != Some(key));
        if begins {
            open = Some(key);
            groups.push(Group { hamlet, people: vec![(at, record)] });
        } else if let (true, Some(group)) = (open == Some(key), groups.last_mut()) {
            group.people.push((at, record));
        } else {
            homeless.push(at);
        }
    }
    (groups, homeless)
}
