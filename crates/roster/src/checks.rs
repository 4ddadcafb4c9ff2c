//! What shows only when rows stand beside each other: people who come twice, numbers that two have, households without head.

use std::collections::{HashMap, HashSet};

use base::fold;

use crate::record::{About, Code, Record};

type Birth = (Option<base::Day>, Option<i64>);

/// Adds to the records of a file what their neighbours say of them.
pub(crate) fn add(records: &mut [Record]) {
    people(records);
    leaders(records);
    households(records);
}

fn people(records: &mut [Record]) {
    let mut seen: HashSet<(String, Birth, String, String)> = HashSet::new();
    let mut phones: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for record in records.iter_mut().filter(|record| record.about != About::Sheet) {
        let birth = (record.birth_date, record.birth_year);
        // Without a phone only the same hamlet and household make two of a name and a year one.
        let place = if record.phone.is_empty() {
            format!("{} {} {}", record.commune, record.hamlet, record.household_no)
        } else {
            String::new()
        };
        let told = !record.phone.is_empty() || record.birth_year.is_some();
        let name = record.full_name.to_lowercase();
        let twice = told && !seen.insert((name, birth, record.phone.clone(), place));
        if twice {
            record.warnings.add(Code::DuplicatePerson);
            continue;
        }
        if record.phone.is_empty() {
            continue;
        }
        let folded = fold(&record.full_name);
        let household = format!("{}\n{}\n{}", record.sheet, record.hamlet, record.household_no);
        let owners = phones.entry(record.phone.clone()).or_default();
        if owners.iter().any(|(name, _)| *name == folded) {
            record.warnings.add(Code::PossibleDuplicate);
        }
        // One phone for a whole household is no mistake.
        if owners.iter().any(|(_, other)| record.household_no.is_empty() || *other != household) {
            record.warnings.add(Code::PhoneShared);
        }
        owners.push((folded.clone(), household.clone()));
        if let Some(second) = record.extra.get("phone2") {
            phones.entry(second.clone()).or_default().push((folded, household));
        }
    }
}

fn leaders(records: &mut [Record]) {
    let mut led: HashSet<(String, String, String)> = HashSet::new();
    for record in records.iter_mut().filter(|record| record.role == "Tổ trưởng") {
        let team = (record.sheet.clone(), record.commune.clone(), record.hamlet.clone());
        if !led.insert(team) && !record.warnings.has(Code::DuplicatePerson) {
            record.warnings.add(Code::SecondLeader);
        }
    }
}

/// In a list with relations, every household has a head; its first row says when it has none.
fn households(records: &mut [Record]) {
    let mut at = 0;
    while at < records.len() {
        let key = |record: &Record| (record.sheet.clone(), record.hamlet.clone(), record.household_no.clone());
        let first = key(&records[at]);
        let end = (at..records.len()).find(|n| key(&records[*n]) != first).unwrap_or(records.len());
        let one = &records[at..end];
        let related = one.iter().any(|record| !record.relation.is_empty());
        if !first.2.is_empty() && related && !one.iter().any(|record| record.relation == "Chủ hộ") {
            records[at].warnings.add(Code::NoHouseholdHead);
        }
        at = end;
    }
}
