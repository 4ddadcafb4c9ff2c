use base::fold;
use db::Tx;

use crate::{Tier, Unit, UnitCode, name_key, store};

/// Why a text names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// Not a code.
    #[error("'{0}' is no unit; write its code with the year of its map, for example 961@2024")]
    Wrong(String),
    /// No unit has this code on that map.
    #[error("no unit is called {0}; are the units imported (gandan import units), and is the year right?")]
    Unknown(String),
    /// A code without a year that the map in force does not have.
    #[error("the code {code} alone is not enough, since no unit of today has it; did you mean {}?", .candidates.join(" or "))]
    NotToday {
        /// As typed.
        code: String,
        /// `CODE@YEAR (name)`.
        candidates: Vec<String>,
    },
    /// The commune has no such hamlet.
    #[error("{commune} has no hamlet '{name}'; it has {}", .known.join(", "))]
    NoHamlet {
        /// The commune's full name.
        commune: String,
        /// As typed.
        name: String,
        /// The names of its hamlets.
        known: Vec<String>,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl LookupError {
    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Wrong(_) => "unit_wrong",
            Self::Unknown(_) => "unit_unknown",
            Self::NotToday { .. } => "unit_not_today",
            Self::NoHamlet { .. } => "hamlet_unknown",
            Self::Db(_) => "database",
        }
    }
}

/// The unit that a text names: `961@2024`, `31918@2024/Ấp 17` for a hamlet, or a bare code that exactly one unit of today
/// has, today being the map in force.
pub fn resolve(tx: &mut Tx<'_>, text: &str) -> Result<Unit, LookupError> {
    let (code, hamlet) = text.split_once('/').map_or((text, None), |(code, name)| (code, Some(name)));
    let unit = match code.parse()? {
        UnitCode::Full(code) => store::find(tx, &code)?.ok_or_else(|| LookupError::Unknown(code.to_string()))?,
        UnitCode::Bare(code) => bare(tx, code)?,
    };
    match hamlet {
        None => Ok(unit),
        Some(name) => hamlet_of(tx, &unit, name),
    }
}

fn bare(tx: &mut Tx<'_>, code: String) -> Result<Unit, LookupError> {
    let map = store::map_in_force(tx)?;
    let mut found = store::with_code(tx, &code)?;
    if let Some(at) = found.iter().position(|unit| unit.vintage.is_none_or(|year| year == map)) {
        return Ok(found.swap_remove(at));
    }
    if found.is_empty() {
        return Err(LookupError::Unknown(code));
    }
    let name = |unit: &Unit| unit.code_at_year().map(|code| format!("{code} ({})", unit.full_name));
    Err(LookupError::NotToday { candidates: found.iter().filter_map(name).collect(), code })
}

/// The hamlet of a commune by its name, with or without "Ấp"; marks may be missing where that leaves only one.
pub(crate) fn pick_hamlet<'a>(hamlets: &'a [Unit], name: &str) -> Option<&'a Unit> {
    let key = name_key(name);
    let exact = |unit: &&Unit| [&unit.name, &unit.full_name].into_iter().any(|known| name_key(known) == key);
    if let Some(found) = hamlets.iter().find(exact) {
        return Some(found);
    }
    let folded = fold(name);
    let mut alike = hamlets.iter().filter(|unit| fold(&unit.name) == folded || fold(&unit.full_name) == folded);
    alike.next().filter(|_| alike.next().is_none())
}

fn hamlet_of(tx: &mut Tx<'_>, commune: &Unit, name: &str) -> Result<Unit, LookupError> {
    let map = match commune.vintage {
        Some(year) => year,
        None => store::map_in_force(tx)?,
    };
    let mut below = store::children(tx, commune.id, map, None)?;
    below.retain(|unit| unit.tier == Tier::Hamlet);
    pick_hamlet(&below, name).cloned().ok_or_else(|| LookupError::NoHamlet {
        commune: commune.full_name.clone(),
        name: name.chars().take(60).collect(),
        known: below.into_iter().map(|unit| unit.full_name).collect(),
    })
}
