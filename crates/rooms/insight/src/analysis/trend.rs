//! One figure over time.

use base::Day;
use counting::catalogue::{self, Indicator, Kind, Owner};
use counting::read::{Ask, Asks};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look};
use crate::model::IndicatorView;
use crate::rules::{Calendar, Refused, Step, calendars};
use crate::store;

/// A way to divide time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub struct CalendarView {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether people and households are counted once for each of its steps.
    pub counted: bool,
}

/// One step of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrendStep {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
    /// The value; null where nothing was recorded yet, or where such a step is not counted.
    pub value: Option<i64>,
    /// Out of how many, for a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<i64>,
    /// The step is not over.
    pub running: bool,
}

/// One figure of a unit over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrendPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// The figure.
    pub indicator: IndicatorView,
    /// Its item.
    pub item: String,
    /// The calendar.
    pub step: String,
    /// The calendars to choose from.
    pub calendars: Vec<CalendarView>,
    /// Whether the figure can be shown in this calendar: people and households once each only where that is counted.
    pub countable: bool,
    /// Since when anything is recorded here; null: nothing yet.
    #[schema(value_type = Option<String>, format = Date)]
    pub since: Option<Day>,
    /// The steps, oldest first.
    pub steps: Vec<TrendStep>,
}

/// What is asked for one step; None where such a step is not counted.
fn ask(asks: &mut Asks, one: &Indicator, item: &str, step: &Step, today: Day) -> Option<Ask> {
    let end = step.to.min(today);
    match (one.kind, &step.period) {
        (Kind::Flow, None) => Some(asks.days(one, item, (step.from, end))),
        (Kind::Flow | Kind::Stock | Kind::Distinct, Some(period)) => Some(asks.push(one, item, period, end)),
        (Kind::Stock, None) => Some(asks.push(one, item, &base::Period::all(), end)),
        _ => None,
    }
}

/// The trend of a figure.
///
/// # Errors
///
/// Where there is no such figure, or the days are none that a trend can show.
pub fn trend(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<TrendPage, Refused> {
    let code = look.wanted.indicator.as_deref().unwrap_or("visits");
    let (one, item) = figure(look, code)?;
    let calendar = Calendar::find(look.wanted.step.as_deref())?;
    let steps = calendar.steps(look.wanted.days, look.today)?;
    let terms = match one.quotient(item) {
        None => vec![(one, item.to_owned())],
        Some(terms) => terms.into_iter().filter_map(|(code, item)| Some((catalogue::find(code)?, item))).collect(),
    };
    let mut asks = Asks::default();
    let asked: Vec<Vec<Option<Ask>>> = steps
        .iter()
        .map(|step| terms.iter().map(|(one, item)| ask(&mut asks, one, item, step, look.today)).collect())
        .collect();
    let figures = look.figures(tx, &asks)?;
    let since = store::since(tx, &look.place.unit, &look.state.shares)?;
    // What an office enters has a history of its own; what teams record begins with their books.
    let begun = |step: &Step| one.owner == Owner::Commune || since.is_some_and(|since| step.to >= since);
    let total = |ask: Option<Ask>| ask.map(|ask| figures.total(look.unit(), ask));
    let shown = |(step, asked): (&Step, &Vec<Option<Ask>>)| {
        let known = begun(step) && asked.iter().all(Option::is_some);
        TrendStep {
            from: step.from,
            to: step.to,
            value: total(asked[0]).filter(|_| known),
            whole: asked.get(1).and_then(|ask| total(*ask)).filter(|_| known),
            running: step.to > look.today,
        }
    };
    let view = |one: &Calendar| CalendarView {
        code: one.code.clone(),
        name_vi: one.name_vi.clone(),
        name_en: one.name_en.clone(),
        counted: one.counted == 1,
    };
    Ok(TrendPage {
        head: look.head(),
        indicator: IndicatorView::of(one, &look.codes()),
        item: item.to_owned(),
        step: calendar.code.clone(),
        calendars: calendars().iter().map(view).collect(),
        countable: asked.iter().flatten().all(Option::is_some),
        since,
        steps: steps.iter().zip(&asked).map(shown).collect(),
    })
}

/// The figure that is asked for: an item that is not there is the first one, where the figure has items.
pub(super) fn figure<'l>(look: &'l Look<'_>, code: &str) -> Result<(&'static Indicator, &'l str), Refused> {
    let short = |text: &str| text.chars().take(40).collect::<String>();
    let one = catalogue::find(code).ok_or_else(|| Refused::IndicatorUnknown(short(code)))?;
    let item = look.wanted.item.as_str();
    if !one.has_item(item, &look.codes()) {
        let known = one.items_for(&look.codes()).join(", ");
        return Err(Refused::ItemUnknown { indicator: code.into(), item: short(item), known });
    }
    Ok((one, item))
}
