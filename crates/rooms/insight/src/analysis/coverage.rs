//! Which households were met, and how long ago. It is as of today: what is kept of a household is its last day.

use base::{Day, Uuid};
use counting::read::{Ask, Asks, Figures};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look, SMALL};
use crate::model::{Connectivity, UnitRef};
use crate::rules::{Homes, Refused, unit_ref};

/// Households by when someone was last met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Recency {
    /// Households in the book today.
    pub households: i64,
    /// Within 30 days.
    pub within_30: i64,
    /// 31 to 90 days ago.
    pub within_90: i64,
    /// 91 to 180 days ago.
    pub within_180: i64,
    /// Longer ago.
    pub longer: i64,
    /// Never met.
    pub never: i64,
}

/// One unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageRow {
    /// The unit.
    pub unit: UnitRef,
    /// Its households.
    pub recency: Recency,
    /// Visited in the period.
    pub reached: i64,
    /// It has few households.
    pub small: bool,
}

/// Coverage and recency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoveragePage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// Its households today.
    pub recency: Recency,
    /// Households visited in the period.
    pub reached: i64,
    /// Households at the end of the period.
    pub households: i64,
    /// Devices and network at the end of the period.
    pub connectivity: Connectivity,
    /// The units below.
    pub rows: Vec<CoverageRow>,
}

struct Windows {
    households: Ask,
    windows: [Ask; 4],
}

impl Windows {
    fn ask(asks: &mut Asks, today: Day) -> Self {
        let all = base::Period::all();
        // Households without a day of leaving: those that stand under the day they were last met.
        let households = asks.code("households", "", &all, all.to);
        let windows = ["0-30", "31-90", "91-180", "181-"];
        Self { households, windows: windows.map(|item| asks.code("last_met", item, &all, today)) }
    }

    fn answer(&self, figures: &Figures, unit: Uuid) -> Recency {
        let households = figures.total(unit, self.households);
        let [within_30, within_90, within_180, longer] = self.windows.map(|ask| figures.total(unit, ask));
        let met = within_30 + within_90 + within_180 + longer;
        Recency { households, within_30, within_90, within_180, longer, never: (households - met).max(0) }
    }
}

/// The households of a unit by when they were last met.
///
/// # Errors
///
/// Where the database fails.
pub fn coverage(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<CoveragePage, Refused> {
    let mut asks = Asks::default();
    let windows = Windows::ask(&mut asks, look.today);
    let mut two = |code| asks.code(code, "", &look.chosen.period, look.chosen.day);
    let (reached, households) = (two("households_reached"), two("households"));
    let homes = Homes::ask(&mut asks, &look.chosen);
    let figures = look.figures(tx, &asks)?;

    let mut row_asks = Asks::default();
    let row_windows = Windows::ask(&mut row_asks, look.today);
    let row_reached = row_asks.code("households_reached", "", &look.chosen.period, look.chosen.day);
    let below = look.below(tx, &row_asks)?;
    let row = |unit: &places::Unit| {
        let recency = row_windows.answer(&below, unit.id);
        let small = recency.households < SMALL;
        CoverageRow { unit: unit_ref(unit), recency, reached: below.total(unit.id, row_reached), small }
    };
    let unit = look.unit();
    let households = figures.total(unit, households);
    Ok(CoveragePage {
        head: look.head(),
        recency: windows.answer(&figures, unit),
        reached: figures.total(unit, reached),
        households,
        connectivity: homes.answer(&figures, unit, households),
        rows: look.place.below.iter().map(row).collect(),
    })
}
