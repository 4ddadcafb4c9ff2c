//! Distinct counts. A subject has one row for each day on which it was reached; the row knows the day before.

use std::collections::{BTreeMap, HashMap};

use base::{Day, Uuid};
use db::{Result, Tx};

use crate::delta::{Deltas, Group, Place};

/// Who was reached, for which indicator and item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The indicator's code.
    pub indicator: &'static str,
    /// Its part, such as a skill; '' for any.
    pub item: String,
    /// The household or resident.
    pub id: Uuid,
}

/// One day of a subject: the day before it, the atom where it happened, and the group of a person (None for a household).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The day before this one on which the subject was reached.
    pub previous: Option<Day>,
    /// Where it happened.
    pub atom: Uuid,
    /// Sex and age group on that day; None where the subject is no person.
    pub group: Option<Group>,
}

/// Rows by subject and day.
pub type ReachRows = HashMap<(Subject, Day), Reached>;

/// The rows of one subject from its facts: the first fact of a day gives the atom and the group.
pub fn rows_of(
    subject: &Subject,
    facts: impl IntoIterator<Item = (Day, Uuid, Option<Group>)>,
    rows: &mut Vec<((Subject, Day), Reached)>,
) {
    let mut days: BTreeMap<Day, (Uuid, Option<Group>)> = BTreeMap::new();
    for (day, atom, group) in facts {
        days.entry(day).or_insert((atom, group));
    }
    let mut previous = None;
    for (day, (atom, group)) in days {
        rows.push(((subject.clone(), day), Reached { previous, atom, group }));
        previous = Some(day);
    }
}

/// What rows add to the figures of calendar periods.
pub fn count(rows: &[((Subject, Day), Reached)], deltas: &mut Deltas) {
    for ((subject, day), reached) in rows {
        let columns = reached.group.map_or(crate::delta::plain(1), |group| group.columns(1));
        let place = Place::Atom(reached.atom);
        deltas.distinct(place, subject.indicator, &subject.item, (*day, reached.previous), &columns);
    }
}

/// A row as it travels: indicator, item, subject, day, previous day, atom, sex, age.
type Line<'a> = (&'a str, &'a str, Uuid, Day, String, Uuid, &'a str, &'a str);

fn line<'a>(((subject, day), reached): &Row<'a>) -> Line<'a> {
    let previous = reached.previous.map(|day| day.to_string()).unwrap_or_default();
    let (sex, age) = reached.group.map_or(("", ""), |group| (group.sex, group.age));
    (subject.indicator, &subject.item, subject.id, *day, previous, reached.atom, sex, age)
}

/// Makes the stored rows what `after` says where it differs from `before`.
pub fn write(tx: &mut Tx<'_>, part: i64, before: &ReachRows, after: &ReachRows) -> Result<()> {
    let gone = in_order(before.iter().filter(|(key, _)| !after.contains_key(key)));
    if !gone.is_empty() {
        let lines: Vec<Line<'_>> = gone.iter().map(line).collect();
        tx.exec(DELETE, &[db::json(&lines)?, part.into()])?;
    }
    let new = in_order(after.iter().filter(|(key, row)| before.get(key) != Some(row)));
    if !new.is_empty() {
        let lines: Vec<Line<'_>> = new.iter().map(line).collect();
        tx.exec(UPSERT, &[db::json(&lines)?, part.into()])?;
    }
    Ok(())
}

type Row<'a> = (&'a (Subject, Day), &'a Reached);

/// In the order of the table's key, so that neighbours are written together.
fn in_order<'a>(rows: impl Iterator<Item = Row<'a>>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = rows.collect();
    rows.sort_unstable_by_key(|(key, _)| *key);
    rows
}

const DELETE: &str = "
delete from reach where part = $2 and (indicator, item, subject, day) in
  (select r.value->>0, r.value->>1, uuid(r.value->>2), r.value->>3 from {rows:$1})";

const UPSERT: &str = "
insert into reach (part, indicator, item, subject, day, previous_day, atom, sex, age)
select cast($2 as bigint), r.value->>0, r.value->>1, uuid(r.value->>2), r.value->>3, r.value->>4,
  uuid(r.value->>5), r.value->>6, r.value->>7
from {rows:$1} where true
on conflict (part, indicator, item, subject, day) do update set
  previous_day = excluded.previous_day, atom = excluded.atom, sex = excluded.sex, age = excluded.age";
