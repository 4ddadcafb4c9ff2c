//! What was sent, laid out for reading.

use std::collections::{BTreeSet, HashMap};

use access::Scope;
use api::Seen;
use base::{Day, Period, Uuid};
use counting::catalogue::{self, Indicator, Kind};
use counting::read::{self, Ask, Asks, Figures};
use db::Tx;
use places::Unit;

use super::model::{SentCell, SentLine, SentOverview, SentRow, SentTable, SentValue};
use super::rules::{self, Refusal};
use super::store::{self, Sent};
use crate::dashboard::{children_figures, level, own_shares};
use crate::model::IndicatorView;
use crate::rules::{Refused, crumbs, unit_ref};
use crate::store::{Place, place as place_of, skills};

/// The indicator of this code, if other offices send it.
pub(super) fn indicator(code: &str) -> Result<&'static Indicator, Refused> {
    let one = catalogue::find(code).filter(|one| one.kind == Kind::Entered);
    one.ok_or_else(|| Refused::IndicatorUnknown(code.chars().take(40).collect()))
}

/// The newest of every indicator that is sent, for one unit.
pub fn overview(tx: &mut Tx<'_>, scope: &Scope, seen: &Seen, today: Day) -> Result<SentOverview, Refusal> {
    let place = place(tx, seen)?;
    let newest = store::newest(tx, place.map, place.unit.id)?;
    let wanted: Vec<(&str, &str)> = newest.iter().map(|(code, period)| (code.as_str(), period.as_str())).collect();
    let sent = store::sent(tx, place.map, place.unit.id, &wanted)?;
    let below = Below::read(tx, &place)?;
    let mut asks = Asks::default();
    let listed: Vec<_> = catalogue::all()
        .iter()
        .filter(|one| one.kind == Kind::Entered)
        .map(|one| {
            let period = newest.get(&one.code).and_then(|key| Period::parse(key));
            let beside = period.as_ref().map(|period| beside(&mut asks, one, (period, today))).unwrap_or_default();
            (one, period, beside)
        })
        .collect();
    let own = shares(tx, &place.unit)?;
    let figures = read::figures(tx, level(&place.unit), &own, &asks)?;
    let lines = listed.into_iter().map(|(one, period, beside)| SentLine {
        indicator: one.code.clone(),
        cells: cells(one, place.unit.id, &sent, &below, (&beside, &figures)),
        period: period.map(Into::into),
    });
    Ok(SentOverview {
        unit: unit_ref(&place.unit),
        crumbs: crumbs(&place),
        may_enter: scope.enters_on(&seen.path, today).into_iter().map(str::to_owned).collect(),
        lines: lines.collect(),
    })
}

/// One indicator in one period, for a unit and those directly below.
pub fn table(
    tx: &mut Tx<'_>,
    scope: &Scope,
    seen: &Seen,
    (code, key): (&str, Option<&str>),
    today: Day,
) -> Result<SentTable, Refusal> {
    let one = indicator(code)?;
    let period = rules::period(one, key, today)?;
    let place = place(tx, seen)?;
    let sent = store::sent(tx, place.map, place.unit.id, &[(&one.code, &period.key)])?;
    let below = Below::read(tx, &place)?;
    let mut asks = Asks::default();
    let beside = beside(&mut asks, one, (&period, today));
    let own = shares(tx, &place.unit)?;
    let own_figures = read::figures(tx, level(&place.unit), &own, &asks)?;
    let row_figures = children_figures(tx, &place.below, &asks)?;
    let skills = skills(tx, today)?;
    let codes: Vec<&str> = skills.iter().map(|skill| skill.code.as_str()).collect();
    let row = |unit: &Unit, figures: &Figures| SentRow {
        unit: unit_ref(unit),
        cells: cells(one, unit.id, &sent, &below, (&beside, figures)),
    };
    Ok(SentTable {
        own: row(&place.unit, &own_figures),
        rows: place.below.iter().map(|unit| row(unit, &row_figures)).collect(),
        unit: unit_ref(&place.unit),
        crumbs: crumbs(&place),
        indicator: IndicatorView::of(one, &codes),
        last_day: period.to.min(today).to_string(),
        periods: rules::periods(one.frequency.period(), today).into_iter().map(Into::into).collect(),
        period: period.into(),
        may_enter: scope.enters_on(&seen.path, today).contains(code),
    })
}

/// The unit's surroundings on the map in force.
pub(super) fn place(tx: &mut Tx<'_>, seen: &Seen) -> Result<Place, Refusal> {
    Ok(place_of(tx, seen)?.ok_or(Refused::UnitUnknown(seen.unit.id))?)
}

fn shares(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(Uuid, i64)>, Refusal> {
    Ok(own_shares(unit, &read::shares(tx, &[unit.id])?))
}

/// The units directly below a unit, and below those.
struct Below(HashMap<Uuid, Vec<Uuid>>);

impl Below {
    fn read(tx: &mut Tx<'_>, place: &Place) -> Result<Self, Refusal> {
        let direct: Vec<Uuid> = place.below.iter().map(|unit| unit.id).collect();
        let under = places::store::children_of(tx, &direct, place.map)?;
        let mut below: HashMap<Uuid, Vec<Uuid>> =
            under.into_iter().map(|(unit, units)| (unit, units.into_iter().map(|one| one.id).collect())).collect();
        below.insert(place.unit.id, direct);
        Ok(Self(below))
    }

    fn of(&self, unit: Uuid) -> &[Uuid] {
        self.0.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// What stands for a unit: its own figure, or the sum of those below where each of them has one.
    fn value(&self, unit: Uuid, sent: &dyn Fn(Uuid) -> Option<i64>) -> Option<i64> {
        sent(unit).or_else(|| rules::sum(self.of(unit).iter().map(|one| self.value(*one, sent))).0)
    }
}

/// Whose figures make up what stands for a unit: its own sender, or those of the units below.
fn senders(below: &Below, unit: Uuid, newest: &dyn Fn(Uuid) -> Option<SentValue>, found: &mut BTreeSet<String>) {
    match newest(unit).filter(|newest| newest.value.is_some()) {
        Some(newest) => drop(found.insert(newest.sender)),
        None => below.of(unit).iter().for_each(|one| senders(below, *one, newest, found)),
    }
}

/// The counted figures that stand beside each field, in the order of the fields.
type Beside = Vec<Vec<Ask>>;

fn beside(asks: &mut Asks, one: &Indicator, (period, today): (&Period, Day)) -> Beside {
    let day = period.to.min(today);
    let mut of = |(code, item): &(String, String)| asks.code(code, item, period, day);
    one.fields.iter().map(|field| field.beside.iter().map(&mut of).collect()).collect()
}

fn cells(
    one: &Indicator,
    unit: Uuid,
    sent: &Sent,
    below: &Below,
    (beside, figures): (&Beside, &Figures),
) -> Vec<SentCell> {
    let cell = |(at, field): (usize, &catalogue::Field)| {
        let newest = |unit: Uuid| sent.get(&(one.code.clone(), unit, field.item.clone()))?.last().cloned();
        let stands = |unit: Uuid| newest(unit)?.value;
        let mut by = BTreeSet::new();
        senders(below, unit, &newest, &mut by);
        let mut revisions = sent.get(&(one.code.clone(), unit, field.item.clone())).cloned().unwrap_or_default();
        let now = revisions.pop();
        revisions.reverse();
        let units = below.of(unit);
        let (sum, missing) = rules::sum(units.iter().map(|one| below.value(*one, &stands)));
        let asks = beside.get(at).map_or(&[][..], Vec::as_slice);
        SentCell {
            item: field.item.clone(),
            now,
            earlier: revisions,
            below: sum,
            units: units.len() as i64,
            missing,
            senders: by.into_iter().collect(),
            counted: (!asks.is_empty()).then(|| asks.iter().map(|ask| figures.total(unit, *ask)).sum()),
        }
    };
    one.fields.iter().enumerate().map(cell).collect()
}
