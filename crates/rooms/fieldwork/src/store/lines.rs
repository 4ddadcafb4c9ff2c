//! Rows on their way into the database.

use db::Result;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::model::{Household, Resident, Visit};

type Raw = Box<RawValue>;

fn raw<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| db::Error::Other(e.to_string()))
}

/// A flat list of columns: lists are shorter than objects, and SQLite finds the n-th value of a flat list quickly.
fn line(values: &[&dyn erased::Value]) -> Result<Raw> {
    let texts: Result<Vec<String>> = values.iter().map(|value| value.text()).collect();
    RawValue::from_string(format!("[{}]", texts?.join(","))).map_err(|e| db::Error::Other(e.to_string()))
}

/// Values of different types in one list.
mod erased {
    use super::*;

    pub trait Value {
        fn text(&self) -> Result<String>;
    }

    impl<T: Serialize> Value for T {
        fn text(&self) -> Result<String> {
            raw(self)
        }
    }
}

pub(super) fn household_line(h: &Household) -> Result<Raw> {
    let (edits, consents) = (raw(&h.edits)?, raw(&h.consents)?);
    line(&[
        &h.id,
        &h.atom,
        &h.hamlet,
        &h.name,
        &h.cluster,
        &h.note,
        &h.smartphones,
        &h.computers,
        &h.line,
        &h.signal,
        &h.surveyed_on,
        &h.next_step,
        &h.next_day,
        &h.next_note,
        &h.last_visit_day,
        &h.last_visit,
        &h.last_met_day,
        &h.made_on,
        &h.left_on,
        &h.moved_from,
        &edits,
        &h.revision,
        &h.keeper,
        &consents,
        &h.left_why,
    ])
}

pub(super) fn resident_line(p: &Resident) -> Result<Raw> {
    let (levels, edits) = (raw(&p.levels)?, raw(&p.edits)?);
    line(&[
        &p.id,
        &p.household,
        &p.name,
        &p.birth_year,
        &p.sex,
        &p.relation,
        &i64::from(p.is_head),
        &p.made_on,
        &p.left_on,
        &levels,
        &edits,
        &p.left_why,
    ])
}

pub(super) fn visit_line(v: &Visit) -> Result<Raw> {
    let (people, practised) = (raw(&v.people)?, raw(&v.practised)?);
    line(&[
        &v.id,
        &v.atom,
        &v.hamlet,
        &v.household,
        &v.author,
        &v.operation,
        &v.day,
        &i64::from(v.met),
        &people,
        &v.next_step,
        &v.next_day,
        &v.next_note,
        &v.note,
        &v.flags,
        &v.stamp.0,
        &v.stamp.1,
        &v.times[0],
        &v.times[1],
        &v.times[2],
        &v.removed_by,
        &v.revision,
        &practised,
    ])
}
