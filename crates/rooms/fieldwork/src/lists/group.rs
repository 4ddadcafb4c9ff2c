//! Rows of a list of households, put together household by household.

use std::collections::{BTreeSet, HashMap};

use base::Uuid;
use places::Unit;
use roster::{About, Record};
use serde_json::{Map, Value, json};

/// A household of a list.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub hamlet: Uuid,
    /// Its people with their places among the records; the head first where the list names one.
    pub people: Vec<(usize, &'a Record)>,
}

impl Group<'_> {
    fn first(&self) -> &(usize, &Record) {
        self.people.iter().find(|(_, record)| record.relation == "Chủ hộ").unwrap_or(&self.people[0])
    }

    /// Its head, or whoever comes first.
    pub fn head(&self) -> &Record {
        self.first().1
    }

    /// The place of its head among the records.
    pub fn head_at(&self) -> usize {
        self.first().0
    }

    /// What the list says of devices and line, as fields of the household; nothing where it does not ask.
    pub fn survey(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        for (key, field) in [("smartphone", "smartphones"), ("computer", "computers")] {
            fields.extend(self.sum(key).map(|count| (field.to_owned(), json!(count))));
        }
        let line = self.sum("internet").map(|count| if count > 0 { "fixed" } else { "none" });
        fields.extend(line.map(|line| ("line".to_owned(), json!(line))));
        fields
    }

    /// Marks and numbers of a column together; None where no cell says anything that can be counted.
    fn sum(&self, key: &str) -> Option<i64> {
        let said: Vec<i64> = self.people.iter().filter_map(|(_, record)| record.extra.get(key)?.parse().ok()).collect();
        (!said.is_empty()).then(|| said.iter().sum::<i64>().clamp(0, 99))
    }
}

/// Puts rows together: by the household's number, else each "Chủ hộ" begins one, else each row is one where the list has a
/// row a household. Also gives the rows that belong to none or are left out, with the reason.
pub(super) fn groups<'a>(
    records: &'a [Record],
    hamlets: &HashMap<String, Unit>,
    leave_out: &BTreeSet<(String, u32)>,
) -> (Vec<Group<'a>>, Vec<(usize, &'static str)>) {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut outside = Vec::new();
    // The household that is open, and whether it is left out with its head.
    let mut open: Option<((&str, &str, &str), bool)> = None;
    for (at, record) in records.iter().enumerate().filter(|(_, record)| record.about != About::Sheet) {
        let asked = leave_out.contains(&(record.sheet.clone(), record.source_row));
        let hamlet = hamlets.get(&record.hamlet).map(|unit| unit.id);
        let Some(hamlet) = hamlet.filter(|_| !record.full_name.is_empty()) else {
            outside.push((at, if asked { "asked" } else { "no_household" }));
            continue;
        };
        let key = (record.sheet.as_str(), record.hamlet.as_str(), record.household_no.as_str());
        let same = open.filter(|(known, _)| *known == key);
        let begins = record.about == About::Household
            || (record.household_no.is_empty() && record.relation == "Chủ hộ")
            || (!record.household_no.is_empty() && same.is_none());
        match same {
            _ if begins => {
                open = Some((key, asked));
                if asked {
                    outside.push((at, "asked"));
                } else {
                    groups.push(Group { hamlet, people: vec![(at, record)] });
                }
            }
            Some((_, left_out)) if left_out || asked => outside.push((at, "asked")),
            Some(_) => groups.last_mut().into_iter().for_each(|group| group.people.push((at, record))),
            None => outside.push((at, if asked { "asked" } else { "no_household" })),
        }
    }
    (groups, outside)
}
