//! What a sheet says of itself, beside what was counted.

use crate::meaning::Meaning;
use crate::record::{About, Code, Codes, Record};
use crate::table::{Found, Line};
use crate::total::Total;

/// Collects what the tables of a sheet state.
#[derive(Default)]
pub(crate) struct Statement {
    /// The last total: its row, what it states, and what its own table counts.
    total: Option<(u32, Total, Count)>,
    /// How many tables have one.
    totals: usize,
    warnings: Codes,
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    people: u64,
    households: u64,
}

fn count(records: &[Record]) -> Count {
    let listed = || records.iter().filter(|record| record.about != About::Sheet);
    if listed().any(|record| record.about == About::Household) {
        let lives = |record: &Record| record.extra.get("people").and_then(|text| text.parse::<u64>().ok());
        return Count {
            people: listed().map(|record| lives(record).unwrap_or(1)).sum(),
            households: listed().count() as u64,
        };
    }
    let mut numbers: Vec<(&str, &str)> =
        listed().map(|record| (record.hamlet.as_str(), record.household_no.as_str())).collect();
    numbers.dedup();
    let numbered = numbers.iter().any(|(_, number)| !number.is_empty());
    let heads = listed().filter(|record| record.relation == "Chủ hộ").count();
    Count { people: listed().count() as u64, households: if numbered { numbers.len() } else { heads } as u64 }
}

impl Statement {
    /// Notes what a table states of the rows that were read from it.
    pub fn see(&mut self, found: &Found<'_>, records: &[Record]) {
        // What stands before the last person sums up a hamlet, or is a note.
        let after = found.lines.iter().rev().take_while(|(_, line)| !matches!(line, Line::Person(_)));
        let totals = after.filter_map(|(row, line)| match line {
            Line::Total(total) => Some((row.number, *total)),
            _ => None,
        });
        let totals: Vec<(u32, Total)> = totals.collect();
        let last = totals.iter().find(|(_, total)| *total != Total::default()).or(totals.first());
        if let Some((row, total)) = last.copied() {
            // Tables side by side have their total in one row.
            let another = total != Total::default() && self.total.is_none_or(|(known, _, _)| known != row);
            self.totals += usize::from(another);
            self.total = Some((row, total, count(records)));
        }
        if found.lines.iter().any(|(row, line)| row.hidden && matches!(line, Line::Person(_))) {
            self.warnings.add(Code::HiddenRows);
        }
        if found.table.columns.iter().any(|column| column.meaning.is_some_and(Meaning::is_sensitive)) {
            self.warnings.add(Code::SensitiveColumn);
        }
    }

    /// The record of the sheet, if there is anything to say of it.
    pub fn record(self, sheet: &str, records: &[Record], is_empty: bool) -> Option<Record> {
        let mut record = Record::new(About::Sheet, sheet, 1);
        record.warnings = self.warnings;
        if is_empty {
            record.warnings.add(Code::NoTable);
        }
        if let Some((row, total, own)) = self.total {
            record.source_row = row;
            let all = count(records);
            let fits = |count: Count| {
                total.people.is_none_or(|n| n == count.people) && total.households.is_none_or(|n| n == count.households)
            };
            // Where every table has its own total, the last speaks of the last; a single one speaks of all.
            let counted = if fits(own) || (self.totals > 1 && !fits(all)) { own } else { all };
            state(&mut record, total, counted);
            if !fits(counted) {
                record.warnings.add(Code::TotalMismatch);
            }
        }
        (!record.warnings.is_empty() || !record.extra.is_empty()).then_some(record)
    }
}

fn state(record: &mut Record, total: Total, counted: Count) {
    let pairs = [
        ("stated_total", "counted", total.people, counted.people),
        ("stated_households", "counted_households", total.households, counted.households),
    ];
    for (stated, key, value, counted) in pairs {
        if let Some(value) = value {
            record.extra.insert(stated.to_owned(), value.to_string());
            record.extra.insert(key.to_owned(), counted.to_string());
        }
    }
}
