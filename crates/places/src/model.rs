use std::fmt;
use std::str::FromStr;

use base::Uuid;
use serde::{Deserialize, Serialize};

/// A year that names a map: 2024 is that of 30 June 2025, 2025 that since 1 July 2025.
pub type Vintage = i64;

/// The beginning of everything whose beginning is not known, in `valid_from` columns.
pub const FIRST_DAY: &str = "0001-01-01";

/// A level of the tree, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Việt Nam.
    Country,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã; until 30 June 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Ấp, thôn, khóm, tổ dân phố.
    Hamlet,
}

impl Tier {
    /// All, from the top.
    pub const ALL: [Self; 5] = [Self::Country, Self::Province, Self::District, Self::Commune, Self::Hamlet];

    /// As the database and the wire write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Hamlet => "hamlet",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Tier {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == text).ok_or_else(|| format!("'{text}' is no tier"))
    }
}

/// One node of the tree, with its name on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The id; follows from code and vintage, or from commune and name for a hamlet.
    pub id: Uuid,
    /// The level.
    pub tier: Tier,
    /// The official code; a hamlet has none.
    pub code: Option<String>,
    /// The map that the code is read on; hamlets and the country have none.
    pub vintage: Option<Vintage>,
    /// The partition that its rows lie in. Means nothing and never leaves the server.
    #[serde(skip)]
    pub part: i64,
    /// Xã, Phường, Ấp, …
    pub kind: String,
    /// The bare name: "Vĩnh Mỹ".
    pub name: String,
    /// With its kind: "Xã Vĩnh Mỹ".
    pub full_name: String,
    /// Byte order of this key is the order of Vietnamese lists.
    #[serde(skip)]
    pub sort_key: String,
}

impl Unit {
    /// `31918@2025`, where it has a code.
    pub fn code_at_year(&self) -> Option<String> {
        match (&self.code, self.vintage) {
            (Some(code), Some(year)) => Some(format!("{code}@{year}")),
            (Some(code), None) => Some(code.clone()),
            (None, _) => None,
        }
    }
}

/// As much of a unit as a line of crumbs needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitRef {
    /// The id.
    pub id: Uuid,
    /// The level.
    pub tier: Tier,
    /// The bare name.
    pub name: String,
    /// With its kind.
    pub full_name: String,
    /// The partition; never leaves the server.
    #[serde(skip)]
    pub part: i64,
}

impl From<Unit> for UnitRef {
    fn from(unit: Unit) -> Self {
        Self { id: unit.id, tier: unit.tier, name: unit.name, full_name: unit.full_name, part: unit.part }
    }
}

/// What became of a unit, or what it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Succession {
    /// The unit on the other side.
    pub unit: UnitRef,
    /// `whole`, `part`, …; `dissolved` for a district, whose communes went there.
    pub relation: String,
    /// The first day of the new unit.
    pub day: String,
    /// The decision; empty where it is not known to us.
    pub decision: String,
    /// Where work about an unsplit whole is routed to.
    pub is_default: bool,
}

/// The smallest piece of land that was never split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Atom {
    /// The partition that its rows lie in for life.
    pub part: i64,
    /// Its id.
    pub id: Uuid,
    /// The hamlet that it belongs to now.
    pub unit: Uuid,
}

/// A map of units that this installation has loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapOfUnits {
    /// The year that names it.
    pub year: Vintage,
    /// The day from which the country was drawn so.
    pub first_day: String,
}
