//! One figure taken apart: how it is counted, its breakdowns, and what each unit below adds.

use api::Seen;
use base::{Instant, Uuid};
use counting::Columns;
use counting::catalogue::{self, Breakdown, Indicator, Kind};
use counting::read::{self, Ask, Asks, Figures};
use db::Tx;

use crate::dashboard::{children_figures, level, own_shares, state};
use crate::model::{ByAge, BySex, Contribution, Figure, IndicatorView, Term, TrendPoint};
use crate::rules::{Chosen, Refused, TeamSplit, crumbs, unit_ref};
use crate::store;

/// The questions for one figure; a ratio has two.
struct Pair {
    value: Ask,
    whole: Option<Ask>,
}

impl Pair {
    fn ask(asks: &mut Asks, one: &Indicator, item: &str, (period, day): (&base::Period, base::Day)) -> Self {
        match one.quotient(item) {
            None => Self { value: asks.push(one, item, period, day), whole: None },
            Some([(part, part_item), (whole, whole_item)]) => Self {
                value: asks.code(part, &part_item, period, day),
                whole: Some(asks.code(whole, &whole_item, period, day)),
            },
        }
    }

    fn whole(&self, figures: &Figures, unit: Uuid) -> Option<i64> {
        self.whole.map(|ask| figures.total(unit, ask))
    }
}

/// The catalogue, with items spread over the skills of the day.
pub fn indicators(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<IndicatorView>, Refused> {
    let skills = store::skills(tx, base::Day::of(now))?;
    let codes: Vec<&str> = skills.iter().map(|skill| skill.code.as_str()).collect();
    Ok(catalogue::all().iter().map(|one| IndicatorView::of(one, &codes)).collect())
}

/// One figure of a unit of the map in force. Without an item: the one that counts them all, if there is one.
pub fn figure(
    tx: &mut Tx<'_>,
    seen: &Seen,
    (code, item): (&str, &str),
    (chosen, now): (&Chosen, Instant),
) -> Result<Figure, Refused> {
    let unknown = || Refused::IndicatorUnknown(code.chars().take(40).collect());
    // What other offices send has a page of its own.
    let one = catalogue::find(code).filter(|one| one.kind != Kind::Entered).ok_or_else(unknown)?;
    let skills = store::skills(tx, chosen.day)?;
    let codes: Vec<&str> = skills.iter().map(|skill| skill.code.as_str()).collect();
    if !one.has_item(item, &codes) {
        let known = one.items_for(&codes).join(", ");
        return Err(Refused::ItemUnknown { indicator: code.into(), item: item.chars().take(40).collect(), known });
    }
    let unit = seen.unit.id;
    let place = store::place(tx, seen)?.ok_or(Refused::UnitUnknown(unit))?;
    let state = state(tx, unit, now)?;

    let mut asks = Asks::default();
    // How it stands now is how it stands today; it has no before.
    let (latest, today) = (one.kind == Kind::Latest, base::Day::of(now));
    let day = if latest { today } else { chosen.day };
    let now_pair = Pair::ask(&mut asks, one, item, (&chosen.period, day));
    let previous = chosen.previous.as_ref().filter(|_| !latest);
    let previous = previous.map(|(period, day)| Pair::ask(&mut asks, one, item, (period, *day)));
    let trend: Vec<_> = chosen
        .trend
        .iter()
        .filter(|_| !latest)
        .map(|(period, day)| (period.key.clone(), Pair::ask(&mut asks, one, item, (period, *day))))
        .collect();
    let figures = read::figures(tx, level(&place.unit), &own_shares(&place.unit, &state.shares), &asks)?;
    let mut row_asks = Asks::default();
    let row = Pair::ask(&mut row_asks, one, item, (&chosen.period, day));
    let row_figures = children_figures(tx, &place.below, &row_asks)?;

    let columns = figures.columns(unit, now_pair.value);
    let children: Vec<_> = place
        .below
        .iter()
        .map(|below| Contribution {
            unit: unit_ref(below),
            value: row_figures.total(below.id, row.value),
            whole: row.whole(&row_figures, below.id),
        })
        .collect();
    let below: i64 = children.iter().map(|child| child.value).sum();
    let point = |(bucket, pair): &(String, Pair)| TrendPoint {
        bucket: bucket.clone(),
        value: figures.total(unit, pair.value),
        asked: pair.whole(&figures, unit),
    };
    let kept = |wanted| one.kind != Kind::Ratio && one.breakdowns.contains(&wanted);
    Ok(Figure {
        unit: unit_ref(&place.unit),
        crumbs: crumbs(&place),
        indicator: IndicatorView::of(one, &codes),
        item: item.into(),
        period: chosen.period.clone().into(),
        as_of: state.as_of.millis(),
        version: state.version,
        value: columns[0],
        whole: now_pair.whole(&figures, unit),
        previous: previous.map(|pair| figures.total(unit, pair.value)),
        trend: trend.iter().map(point).collect(),
        published: store::published(tx, place.unit.part, unit, chosen.day)?.remove(&(code.into(), item.into())),
        sex: kept(Breakdown::Sex).then(|| by_sex(&columns)),
        age: kept(Breakdown::Age).then(|| by_age(&columns)),
        terms: terms(one, item, [columns[0], now_pair.whole(&figures, unit).unwrap_or_default()]),
        parts: match one.parts.as_deref() {
            Some("tier") => {
                let upper = store::teams_by_tier(tx, &place, chosen.day)?;
                let split = TeamSplit { unit: place.unit.tier, upper: &upper };
                split.parts(columns[0], |tier| if code == "members" { tier.members } else { tier.teams })
            }
            _ => Vec::new(),
        },
        own: columns[0] - below,
        children,
    })
}

pub(crate) fn by_sex(columns: &Columns) -> BySex {
    let [_, male, female, unknown, ..] = *columns;
    BySex { male, female, unknown }
}

pub(crate) fn by_age(columns: &Columns) -> ByAge {
    let [_, _, _, _, age_0_17, age_18_39, age_40_59, age_60, unknown] = *columns;
    ByAge { age_0_17, age_18_39, age_40_59, age_60, unknown }
}

fn terms(one: &Indicator, item: &str, values: [i64; 2]) -> Vec<Term> {
    let Some(quotient) = one.quotient(item) else { return Vec::new() };
    let term = |((code, item), value): ((&str, String), i64)| {
        let declared = catalogue::find(code)?;
        let (name_vi, name_en) = (declared.name_vi.clone(), declared.name_en.clone());
        Some(Term { indicator: code.into(), item, name_vi, name_en, value })
    };
    quotient.into_iter().zip(values).filter_map(term).collect()
}
