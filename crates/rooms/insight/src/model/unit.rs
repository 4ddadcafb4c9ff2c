use base::{Day, Period, Uuid};
use serde::Serialize;
use utoipa::ToSchema;

use super::RowFreshness;

/// A unit as a row or heading shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = UnitHead)]
pub struct UnitRef {
    /// Its id.
    pub id: Uuid,
    /// Its short name, such as "Vĩnh Hậu A".
    pub name: String,
    /// Its full name, such as "Xã Vĩnh Hậu A".
    pub full_name: String,
    /// country, province, district, commune or hamlet.
    pub tier: String,
    /// Its official code; hamlets have none.
    pub code: Option<String>,
    /// The map that the code belongs to.
    pub vintage: Option<i64>,
}

/// A unit above the one shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FigureCrumb)]
pub struct Crumb {
    /// Its id.
    pub id: Uuid,
    /// Its full name.
    pub name: String,
    /// Its tier.
    pub tier: String,
}

/// Something that the reader has to know before the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Banner {
    /// `redrawing_known`: the units have successors, but the map of before is in force here.
    pub kind: String,
    /// The decision that redraws.
    pub decision: String,
    /// From which day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The full names of the units that follow.
    pub successors: Vec<String>,
}

/// A period of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PeriodView {
    /// `m:2026-11`, `q:2026-4`, `y:2026` or `all`.
    pub key: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Day,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub to: Day,
}

impl From<Period> for PeriodView {
    fn from(period: Period) -> Self {
        Self { key: period.key, from: period.from, to: period.to }
    }
}

/// The unit that a row is part of on the new map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = UnitName)]
pub struct Named {
    /// Its full name.
    pub name: String,
}

/// The teams that belong to the unit itself and not to one below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnTeams {
    /// The name of the first.
    pub name: String,
    /// How many.
    pub teams: i64,
    /// Their members.
    pub members: i64,
}

/// Households that do it alone, were asked, were not asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Coverage {
    /// At least one person does it alone.
    pub alone: i64,
    /// At least one person was asked.
    pub asked: i64,
    /// Nobody was asked yet.
    pub not_asked: i64,
}

/// One unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ChildRow)]
pub struct Child {
    /// Which.
    pub unit: UnitRef,
    /// What it is part of on the new map, where that is known and not in force.
    pub now_part_of: Option<Named>,
    /// Teams.
    pub teams: i64,
    /// Members.
    pub members: i64,
    /// Households.
    pub households: i64,
    /// Households visited in the period.
    pub reached: i64,
    /// VNeID by household.
    pub coverage: Coverage,
    /// Its teams' sending; null where it has no hamlet team.
    pub freshness: Option<RowFreshness>,
}
