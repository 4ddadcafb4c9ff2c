use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Banner, Card, Child, Connectivity, Crumb, Freshness, Ladder, MapView, OwnTeams, People, PeriodView, UnitRef, Visits,
};

/// One unit's page.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Dashboard {
    /// The unit.
    pub unit: UnitRef,
    /// The units above, topmost first.
    pub crumbs: Vec<Crumb>,
    /// What to know first.
    pub banner: Option<Banner>,
    /// The period shown.
    pub period: PeriodView,
    /// The periods to choose from.
    pub periods: Vec<PeriodView>,
    /// Everything received until then is counted, in milliseconds.
    pub as_of: i64,
    /// Rises whenever a figure of the unit changes.
    pub version: i64,
    /// The big numbers.
    pub cards: Vec<Card>,
    /// Where people stand, a skill each.
    pub ladder: Vec<Ladder>,
    /// Devices and network.
    pub connectivity: Connectivity,
    /// People guided in the period, a skill each.
    pub people: Vec<People>,
    /// Visits in the period.
    pub visits: Visits,
    /// How complete it is.
    pub freshness: Freshness,
    /// The units below.
    pub children: Vec<Child>,
    /// The unit's own teams.
    pub own_team_row: Option<OwnTeams>,
    /// A drawing of the units below.
    pub map: Option<MapView>,
}
