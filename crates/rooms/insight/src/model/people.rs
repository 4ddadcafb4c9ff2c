use serde::Serialize;
use utoipa::ToSchema;

/// Where people stand in one skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ladder {
    /// The skill's code.
    pub skill: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The name of its icon.
    pub icon: String,
    /// People on the rungs 0 (no device) to 6 (does it alone).
    pub rungs: [i64; 7],
    /// People who do not want it.
    pub refuses: i64,
    /// People who were not asked.
    pub not_asked: i64,
    /// All of them.
    pub residents: i64,
}

/// Households that have something, that have not, and that were not asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct YesNo {
    /// Have it.
    pub yes: i64,
    /// Have it not.
    pub no: i64,
    /// Not asked.
    pub not_asked: i64,
}

/// Mobile signal at home.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SignalCount)]
pub struct Signal {
    /// Good.
    pub good: i64,
    /// Weak.
    pub weak: i64,
    /// None at all.
    pub none: i64,
    /// Not asked.
    pub not_asked: i64,
}

/// Devices and network of the households.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Connectivity {
    /// A smartphone in the household.
    pub smartphone: YesNo,
    /// A computer in the household.
    pub computer: YesNo,
    /// A fixed line.
    pub line: YesNo,
    /// Mobile signal.
    pub signal: Signal,
}

/// People guided in a skill in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PeopleGuided)]
pub struct People {
    /// The skill's code; '' for any.
    pub skill: String,
    /// Each time (lượt).
    pub contacts: i64,
    /// Each person once.
    pub people: i64,
}

/// Visits in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = VisitCount)]
pub struct Visits {
    /// With someone met.
    pub met: i64,
    /// With nobody at home: no contact, no household reached.
    pub nobody: i64,
}
