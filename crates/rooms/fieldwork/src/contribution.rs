//! What a household adds to the figures, as a pure function of its history. A push counts the same household before and
//! after and writes the difference; `gandan verify` adds up all households and must find the same. A fresh visit passes
//! only the top of the history on both sides: what it leaves out is the same in both and cancels out.

mod climbs;

use std::collections::{BTreeMap, BTreeSet};

use base::{Day, Uuid};
use counting::reach::{ReachRows, Reached, Subject, count, rows_of};
use counting::{Columns, Deltas, Group, Place, plain};

/// Alone on the ladder: the highest rung.
pub const ALONE: i64 = 6;

/// A household with all that happened to it, as far as it counts.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Its id.
    pub household: Uuid,
    /// Where it was counted: (since, until, atom), until excluded.
    pub stays: Vec<(Day, Option<Day>, Uuid)>,
    /// The last survey of devices, line and signal, if there was one.
    pub survey: Option<Survey>,
    /// Its residents, also those who left.
    pub residents: Vec<Past>,
    /// Its visits that stand: (day, atom, somebody was met).
    pub visits: Vec<(Day, Uuid, bool)>,
    /// What residents practised, in visits that stand.
    pub events: Vec<Event>,
}

/// Connectivity on the day it was asked. None is "not asked", which is not 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The day.
    pub day: Day,
    /// How many smartphones.
    pub smartphones: Option<i64>,
    /// How many computers.
    pub computers: Option<i64>,
    /// 'none' or 'fixed'.
    pub line: Option<String>,
    /// 'none', 'weak' or 'good'.
    pub signal: Option<String>,
}

/// A resident, as far as the breakdowns need to know.
#[derive(Debug, Clone)]
pub struct Past {
    /// Its id.
    pub id: Uuid,
    /// 'm', 'f' or not known.
    pub sex: Option<String>,
    /// The year of birth, if known.
    pub birth_year: Option<i64>,
    /// From this day in the book.
    pub made_on: Day,
    /// No longer in the household from this day.
    pub left_on: Option<Day>,
}

/// A resident practised a skill and stood on this rung afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Who.
    pub resident: Uuid,
    /// The skill's code.
    pub skill: String,
    /// On which day.
    pub day: Day,
    /// Where.
    pub atom: Uuid,
    /// The rung: -1 does not want it, 0 no device … 6 does it alone.
    pub level: i64,
    /// Which comes later within a day: stamp (ms, counter) and the activity.
    pub order: (i64, i64, Uuid),
    /// Why not, where they do not want it.
    pub why: String,
}

/// The figures and the distinct-count rows that come from one household.
pub fn contribution(history: &History) -> (Deltas, ReachRows) {
    let (mut deltas, mut rows) = Default::default();
    contribute(history, &mut deltas, &mut rows);
    (deltas, rows)
}

/// Adds the figures and the distinct-count rows that come from one household.
pub fn contribute(history: &History, deltas: &mut Deltas, all_rows: &mut ReachRows) {
    let book = Book { stays: &history.stays };
    let whole = |from| (from, None);
    if let Some((since, _, _)) = history.stays.first() {
        book.stock(deltas, "households", "", whole(*since), &plain(1));
    }
    for item in history.survey.iter().flat_map(survey_items) {
        let day = history.survey.as_ref().map_or(book.start(), |survey| survey.day);
        book.stock(deltas, "connectivity", item, whole(day), &plain(1));
    }
    let people: BTreeMap<Uuid, &Past> = history.residents.iter().map(|past| (past.id, past)).collect();
    for past in &history.residents {
        let columns = Group::of(past.sex.as_deref(), past.birth_year, past.made_on).columns(1);
        book.stock(deltas, "residents", "", (past.made_on, past.left_on), &columns);
    }
    climbs::count(&book, history, &people, deltas);
    for (day, atom, met) in &history.visits {
        deltas.flow(Place::Atom(*atom), if *met { "visits" } else { "visits_nobody" }, "", *day, &plain(1));
    }
    latest(history, deltas);
    let mut rows = Vec::new();
    reached(history, &people, deltas, &mut rows);
    count(&rows, deltas);
    all_rows.extend(rows);
}

/// The stays of a household; a stock counts only while it stays, in the atom where it stays.
struct Book<'a> {
    stays: &'a [(Day, Option<Day>, Uuid)],
}

impl Book<'_> {
    fn start(&self) -> Day {
        self.stays.first().map_or(Day::of(base::Instant(0)), |(since, _, _)| *since)
    }

    /// Counts `columns` from a day until another (excluded), cut to the stays.
    fn stock(
        &self,
        deltas: &mut Deltas,
        indicator: &'static str,
        item: &str,
        (from, to): (Day, Option<Day>),
        columns: &Columns,
    ) {
        for (since, until, atom) in self.stays {
            let start = from.max(*since);
            let end = match (to, *until) {
                (Some(to), Some(until)) => Some(to.min(until)),
                (to, until) => to.or(until),
            };
            if end.is_some_and(|end| end <= start) {
                continue;
            }
            deltas.stock(Place::Atom(*atom), indicator, item, start, columns);
            if let Some(end) = end {
                deltas.stock(Place::Atom(*atom), indicator, item, end, &columns.map(|value| -value));
            }
        }
    }
}

fn survey_items(survey: &Survey) -> Vec<&'static str> {
    let mut items = Vec::new();
    items.extend(survey.smartphones.map(|n| if n > 0 { "smartphone:yes" } else { "smartphone:no" }));
    items.extend(survey.computers.map(|n| if n > 0 { "computer:yes" } else { "computer:no" }));
    items.extend(survey.line.as_deref().map(|line| if line == "fixed" { "line:fixed" } else { "line:none" }));
    items.extend(survey.signal.as_deref().map(|signal| match signal {
        "good" => "signal:good",
        "weak" => "signal:weak",
        _ => "signal:none",
    }));
    items
}

/// A household that is in the book today stands under the last day on which somebody was met.
fn latest(history: &History, deltas: &mut Deltas) {
    let Some((_, None, atom)) = history.stays.last() else { return };
    if let Some(day) = history.visits.iter().filter(|(_, _, met)| *met).map(|(day, _, _)| *day).max() {
        deltas.latest(Place::Atom(*atom), "last_met", day, &plain(1));
    }
}

fn reached(
    history: &History,
    people: &BTreeMap<Uuid, &Past>,
    deltas: &mut Deltas,
    rows: &mut Vec<((Subject, Day), Reached)>,
) {
    let mut visits: Vec<_> = history.visits.iter().filter(|(_, _, met)| *met).collect();
    visits.sort();
    let household = Subject { indicator: "households_reached", item: String::new(), id: history.household };
    rows_of(&household, visits.into_iter().map(|(day, atom, _)| (*day, *atom, None)), rows);
    let mut events: Vec<&Event> = history.events.iter().collect();
    events.sort_by_key(|event| (event.day, event.order));
    let mut subjects: BTreeSet<(Uuid, &str)> = BTreeSet::new();
    for event in &events {
        let group = group_on(people, event);
        deltas.flow(Place::Atom(event.atom), "people_guided", &event.skill, event.day, &group.columns(1));
        subjects.extend([(event.resident, ""), (event.resident, event.skill.as_str())]);
    }
    for (resident, item) in subjects {
        let subject = Subject { indicator: "people_reached", item: item.into(), id: resident };
        let of_subject =
            events.iter().filter(|event| event.resident == resident && (item.is_empty() || event.skill == item));
        rows_of(&subject, of_subject.map(|event| (event.day, event.atom, Some(group_on(people, event)))), rows);
    }
}

fn group_on(people: &BTreeMap<Uuid, &Past>, event: &Event) -> Group {
    let past = people.get(&event.resident);
    Group::of(past.and_then(|past| past.sex.as_deref()), past.and_then(|past| past.birth_year), event.day)
}
