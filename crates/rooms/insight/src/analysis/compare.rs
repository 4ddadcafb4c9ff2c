//! The units below beside each other: one figure, per household and per head.

use counting::catalogue::Kind;
use counting::read::{Ask, Asks};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::trend::figure;
use super::{AnalysisHead, Look, SMALL};
use crate::model::{IndicatorView, UnitRef};
use crate::rules::{Refused, unit_ref};

/// One unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompareRow {
    /// The unit; its own is first, the ones below follow.
    pub unit: UnitRef,
    /// The figure.
    pub value: i64,
    /// Out of how many, for a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<i64>,
    /// Households at the end of the period.
    pub households: i64,
    /// People in them.
    pub residents: i64,
    /// Members of the teams.
    pub members: i64,
    /// It has few households.
    pub small: bool,
}

/// The units below beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ComparePage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// The figure.
    pub indicator: IndicatorView,
    /// Its item.
    pub item: String,
    /// The unit itself.
    pub all: CompareRow,
    /// The units below.
    pub rows: Vec<CompareRow>,
}

struct Line {
    value: Ask,
    whole: Option<Ask>,
    bases: [Ask; 3],
}

impl Line {
    fn ask(asks: &mut Asks, look: &Look<'_>, code: &str) -> Result<Self, Refused> {
        let (one, item) = figure(look, code)?;
        // How it stands now is how it stands today, whatever the period.
        let day = if one.kind == Kind::Latest { look.today } else { look.chosen.day };
        let period = &look.chosen.period;
        let (value, whole) = match one.quotient(item) {
            None => (asks.push(one, item, period, day), None),
            Some([(part, of_part), (whole, of_whole)]) => {
                (asks.code(part, &of_part, period, day), Some(asks.code(whole, &of_whole, period, day)))
            }
        };
        let bases = ["households", "residents", "members"].map(|code| asks.code(code, "", period, look.chosen.day));
        Ok(Self { value, whole, bases })
    }

    fn answer(&self, figures: &counting::read::Figures, unit: &places::Unit) -> CompareRow {
        let total = |ask: Ask| figures.total(unit.id, ask);
        let [households, residents, members] = self.bases.map(total);
        CompareRow {
            unit: unit_ref(unit),
            value: total(self.value),
            whole: self.whole.map(total),
            households,
            residents,
            members,
            small: households < SMALL,
        }
    }
}

/// The units below a unit beside each other.
///
/// # Errors
///
/// Where there is no such figure.
pub fn compare(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<ComparePage, Refused> {
    let code = look.wanted.indicator.as_deref().unwrap_or("visits");
    let (one, item) = figure(look, code)?;
    let (mut asks, mut row_asks) = (Asks::default(), Asks::default());
    let line = Line::ask(&mut asks, look, code)?;
    let row = Line::ask(&mut row_asks, look, code)?;
    let figures = look.figures(tx, &asks)?;
    let below = look.below(tx, &row_asks)?;
    Ok(ComparePage {
        head: look.head(),
        indicator: IndicatorView::of(one, &look.codes()),
        item: item.to_owned(),
        all: line.answer(&figures, &look.place.unit),
        rows: look.place.below.iter().map(|unit| row.answer(&below, unit)).collect(),
    })
}
