use base::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{Crumb, IndicatorView, PeriodView, UnitRef};

/// One figure as somebody sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentValue {
    /// The figure; null where it was taken back.
    pub value: Option<i64>,
    /// The last day that it covers.
    pub as_of: String,
    /// The number of the document that it stands in.
    pub document: String,
    /// The name of whoever entered it.
    pub sender: String,
    /// When it was entered, in milliseconds.
    pub at: i64,
    /// The first is 1; a correction is the next.
    pub revision: i64,
}

/// One field of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentCell {
    /// Which field.
    pub item: String,
    /// What was sent last for this very unit.
    pub now: Option<SentValue>,
    /// What was sent before, the newest first.
    pub earlier: Vec<SentValue>,
    /// The sum of the units below, where each of them has a figure.
    pub below: Option<i64>,
    /// How many units lie below.
    pub units: i64,
    /// How many of them have no figure.
    pub missing: i64,
    /// Whose figures make up what stands here, each once.
    pub senders: Vec<String>,
    /// What is counted of the same thing, where something is.
    pub counted: Option<i64>,
}

/// One unit of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentRow {
    /// Which unit.
    pub unit: UnitRef,
    /// Its fields, in the order in which they are declared.
    pub cells: Vec<SentCell>,
}

/// One indicator in one period, for a unit and those directly below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentTable {
    /// The unit.
    pub unit: UnitRef,
    /// The units above.
    pub crumbs: Vec<Crumb>,
    /// What is sent, and how its owner counts it.
    pub indicator: IndicatorView,
    /// The period.
    pub period: PeriodView,
    /// What can be chosen, the newest first.
    pub periods: Vec<PeriodView>,
    /// The last day that a figure of this period can cover today.
    pub last_day: String,
    /// The asker may enter it here.
    pub may_enter: bool,
    /// The unit itself.
    pub own: SentRow,
    /// Those directly below.
    pub rows: Vec<SentRow>,
}

/// The newest of one indicator at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentLine {
    /// Its code.
    pub indicator: String,
    /// The newest period for which anything was sent; null where nothing ever was.
    pub period: Option<PeriodView>,
    /// The fields of the unit.
    pub cells: Vec<SentCell>,
}

/// All that is sent about a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentOverview {
    /// The unit.
    pub unit: UnitRef,
    /// The units above.
    pub crumbs: Vec<Crumb>,
    /// The codes of what the asker may enter here.
    pub may_enter: Vec<String>,
    /// Every indicator that is sent, in the order of the catalogue.
    pub lines: Vec<SentLine>,
}

/// Figures to be entered: all of them are taken, or none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Entering {
    /// For which period.
    #[schema(max_length = 20, example = "m:2026-11")]
    pub period: String,
    /// The last day that they cover; the period's last, or today, where it is left out.
    #[serde(default)]
    #[schema(example = "2026-11-14")]
    pub as_of: Option<String>,
    /// The number of the document that they stand in.
    #[schema(max_length = 120, example = "12/BC-CAX")]
    pub document: String,
    /// The figures.
    #[schema(max_items = 5000)]
    pub rows: Vec<Row>,
}

/// One figure to be entered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The unit of the page, or one directly below.
    pub unit: Uuid,
    /// Which field.
    #[schema(max_length = 40)]
    pub item: String,
    /// The figure; null takes back what stands there.
    pub value: Option<i64>,
    /// The revision that the sender saw there; 0 where nothing stood.
    pub saw: i64,
}
