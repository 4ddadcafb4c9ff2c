//! Figures and numbers that do not fit what is kept: what was published beside what is counted, one number given for several
//! people.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Day, Uuid};
use counting::catalogue::{self, Kind};
use db::Tx;
use places::Unit;
use serde_json::json;

use super::Finding;
use crate::store;

/// Published figures that differ from the counted ones.
pub(super) fn published(tx: &mut Tx<'_>, units: &[Unit], today: Day) -> db::Result<Vec<Finding>> {
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let names: HashMap<Uuid, &Unit> = units.iter().map(|unit| (unit.id, unit)).collect();
    let found = store::checks::stated(tx, &ids, today)?.into_iter().filter(|one| one.value != one.counted);
    let finding = |one: store::checks::Stated| {
        let (unit, indicator) = (names.get(&one.unit)?, catalogue::find(&one.indicator)?);
        // What adds up over days is no figure of a day.
        (indicator.kind == Kind::Stock).then_some(())?;
        let params = json!({
            "indicator": one.indicator, "name_vi": indicator.name_vi, "name_en": indicator.name_en,
            "stated": one.value, "counted": one.counted, "difference": one.counted - one.value,
            "as_of": one.as_of, "source": one.source,
        });
        let unit_name = unit.full_name.clone();
        Some(Finding { code: "published_differs", unit: one.unit, unit_name, team: None, params, names: Vec::new() })
    };
    Ok(found.filter_map(finding).collect())
}

/// One number that lists gave for several people: nobody but one of them can sign in by it.
pub(super) fn numbers(tx: &mut Tx<'_>, units: &[Unit]) -> db::Result<Vec<Finding>> {
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let mut by_number: BTreeMap<String, BTreeMap<Uuid, store::checks::Given>> = BTreeMap::new();
    for one in store::checks::given(tx, &ids)? {
        by_number.entry(one.number.clone()).or_default().insert(one.person, one);
    }
    let shared = by_number.into_values().filter(|people| people.len() > 1);
    let finding = |people: BTreeMap<Uuid, store::checks::Given>| {
        let places: BTreeSet<Uuid> = people.values().map(|one| one.unit).collect();
        let places: Vec<&Unit> = units.iter().filter(|unit| places.contains(&unit.id)).collect();
        let first = places.first()?;
        let elsewhere: Vec<&str> = places.iter().skip(1).map(|unit| unit.full_name.as_str()).collect();
        let params = json!({ "count": people.len(), "places": elsewhere });
        let (unit, unit_name) = (first.id, first.full_name.clone());
        let names = people.into_values().map(|one| one.name).collect();
        Some(Finding { code: "phone_shared", unit, unit_name, team: None, params, names })
    };
    Ok(shared.filter_map(finding).collect())
}
