//! The households and people that a figure of a hamlet is made of: each counted by itself, by the same rules as all together, so
//! that what they add comes to the figure.

use base::{Day, Period, Uuid};
use counting::catalogue::{Indicator, Kind};
use counting::reach::ReachRows;
use counting::read::Asks;
use counting::{Deltas, Place};
use db::{Result, Tx};
use places::Unit;
use serde::Serialize;
use utoipa::ToSchema;

use crate::contribution::{History, contribute};
use crate::house::House;
use crate::store;

/// So many are listed; the rest are counted.
const MOST: usize = 500;
/// How many households are in memory at once.
const CHUNK: usize = 500;

/// A household or a person, and what they add to the figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigureRecord)]
pub struct Record {
    /// The household.
    pub household: Uuid,
    /// What it is called; null where it is in another hamlet's book by now.
    pub name: Option<String>,
    /// Its self-managed cluster.
    pub cluster: String,
    /// The person, where the figure counts people.
    pub resident: Option<Uuid>,
    /// Their name.
    pub resident_name: Option<String>,
    /// What is added.
    pub value: i64,
}

/// What a figure is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigureRecords)]
pub struct Records {
    /// `households`, `people`, or `none` where the figure is not made of either.
    pub kind: String,
    /// The figure.
    pub value: i64,
    /// How many there are.
    pub count: usize,
    /// The first of them, by name.
    pub records: Vec<Record>,
}

/// Which figure: the indicator as it is kept, its item, the period and the day on which stocks are read.
#[derive(Debug, Clone)]
pub struct Which<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its item.
    pub item: &'a str,
    /// The period.
    pub period: &'a Period,
    /// The day.
    pub day: Day,
}

/// The records of a hamlet's figure.
pub fn of(tx: &mut Tx<'_>, hamlet: &Unit, which: &Which<'_>) -> Result<Records> {
    let mut asks = Asks::default();
    let ask = asks.push(which.indicator, which.item, which.period, which.day);
    let atoms: Vec<Uuid> = store::atoms_of(tx, hamlet.part, hamlet.id)?;
    let places: Vec<Place> = atoms.iter().copied().map(Place::Atom).collect();
    let of_people = !which.indicator.breakdowns.is_empty();
    let adds = |history: &History| {
        let (mut deltas, mut rows) = (Deltas::default(), ReachRows::new());
        contribute(history, &mut deltas, &mut rows);
        asks.of_deltas(&deltas, &places, ask)[0]
    };
    let mut found = Records { kind: if of_people { "people" } else { "households" }.into(), ..Records::default() };
    for some in store::households_counted_in(tx, hamlet.part, &atoms)?.chunks(CHUNK) {
        let mut houses = store::houses(tx, hamlet.part, some)?;
        let standing: Vec<Uuid> = houses.keys().copied().collect();
        store::complete(tx, hamlet.part, &standing, &mut houses)?;
        for house in houses.values() {
            match of_people {
                true => found.records.extend(people(house, hamlet.id, adds)),
                false => found.records.extend(record(house, hamlet.id, None, adds(&house.before))),
            }
        }
    }
    found.value = found.records.iter().map(|record| record.value).sum();
    found.count = found.records.len();
    let name = |record: &Record| {
        let name = record.resident_name.as_ref().or(record.name.as_ref());
        (name.is_none(), name.map(|name| base::sort_key(name, record.resident.is_some())))
    };
    found.records.sort_by_cached_key(|record| (name(record), record.household));
    found.records.truncate(MOST);
    Ok(found)
}

/// Whether a figure is made of households or people at all: those that offices keep are not.
pub fn is_recorded(indicator: &Indicator) -> bool {
    indicator.owner == counting::catalogue::Owner::Team && indicator.kind != Kind::Ratio
}

fn people<'h>(
    house: &'h House,
    hamlet: Uuid,
    adds: impl Fn(&History) -> i64 + 'h,
) -> impl Iterator<Item = Record> + 'h {
    house.before.residents.iter().filter_map(move |past| {
        let own = History {
            household: house.before.household,
            stays: house.before.stays.clone(),
            survey: None,
            residents: vec![past.clone()],
            visits: Vec::new(),
            events: house.before.events.iter().filter(|event| event.resident == past.id).cloned().collect(),
        };
        record(house, hamlet, Some(past.id), adds(&own))
    })
}

fn record(house: &House, hamlet: Uuid, resident: Option<Uuid>, value: i64) -> Option<Record> {
    // Who lives in another hamlet by now is counted where they were, and named only there where they are.
    let here = house.row.hamlet == hamlet;
    let name = resident.and_then(|id| house.residents.get(&id)).map(|one| one.name.clone());
    (value != 0).then(|| Record {
        household: house.row.id,
        name: here.then(|| house.row.name.clone()),
        cluster: if here { house.row.cluster.clone() } else { String::new() },
        resident,
        resident_name: name.filter(|_| here),
        value,
    })
}
