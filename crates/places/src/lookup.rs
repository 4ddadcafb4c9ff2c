use std::collections::{BTreeMap, HashMap};

use base::{Uuid, fold};
use db::Tx;

use crate::{CodeAtYear, Tier, Unit, UnitCode, Vintage, name_key, store};

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

    /// The sentence in Vietnamese; [`fmt::Display`](std::fmt::Display) writes it in English.
    pub fn in_vietnamese(&self) -> String {
        match self {
            Self::Wrong(text) => {
                format!(
                    "“{text}” không phải mã đơn vị; viết mã kèm năm của bản đồ, ví dụ 31918@2024 hoặc 31918@2024/Ấp 17"
                )
            }
            Self::Unknown(code) => format!("không có đơn vị nào mang mã {code}; xem lại mã và năm"),
            Self::NotToday { code, candidates } => {
                format!(
                    "mã {code} chưa đủ vì hiện nay không đơn vị nào mang mã này; có phải {}?",
                    candidates.join(" hoặc ")
                )
            }
            Self::NoHamlet { commune, name, known } => {
                format!("{commune} không có ấp “{name}”; ở đó có {}", known.join(", "))
            }
            Self::Db(_) => "không đọc được cơ sở dữ liệu".into(),
        }
    }
}

/// The unit that a text names: `961@2024`, `31918@2024/Ấp 17` for a hamlet, or a bare code that exactly one unit of today
/// has, today being the map in force.
pub fn resolve(tx: &mut Tx<'_>, text: &str) -> Result<Unit, LookupError> {
    let found = resolve_many(tx, &[text])?.remove(text);
    found.unwrap_or_else(|| Err(LookupError::Unknown(text.into())))
}

/// The same for many texts, each with its answer, in a handful of queries.
pub fn resolve_many(tx: &mut Tx<'_>, texts: &[&str]) -> db::Result<HashMap<String, Result<Unit, LookupError>>> {
    let map = store::map_in_force(tx)?;
    let halves =
        |text: &'_ str| text.split_once('/').map_or((text.to_owned(), None), |(c, n)| (c.into(), Some(n.to_owned())));
    let codes: HashMap<String, Result<UnitCode, LookupError>> =
        texts.iter().map(|text| halves(text).0).map(|code| (code.clone(), code.parse())).collect();
    let full: Vec<Uuid> = codes.values().filter_map(|code| Some(full(code.as_ref().ok()?)?.id())).collect();
    let by_id: HashMap<Uuid, Unit> = store::units(tx, &full)?.into_iter().map(|unit| (unit.id, unit)).collect();
    let mut named: HashMap<String, Result<Unit, LookupError>> = HashMap::new();
    for (text, code) in codes {
        let found = match code {
            Err(error) => Err(error),
            Ok(UnitCode::Full(code)) => by_id.get(&code.id()).cloned().ok_or(LookupError::Unknown(code.to_string())),
            Ok(UnitCode::Bare(code)) => bare(store::with_code(tx, &code)?, code, map),
        };
        named.insert(text, found);
    }
    let communes: Vec<&Unit> = named.values().filter_map(|unit| unit.as_ref().ok()).collect();
    let hamlets = hamlets_of(tx, &communes, map)?;
    let answer = |text: &&str| {
        let (code, hamlet) = halves(text);
        let unit = named.get(&code).cloned().unwrap_or(Err(LookupError::Unknown(code)));
        let found = match hamlet {
            None => unit,
            Some(name) => unit.and_then(|unit| hamlet_of(&unit, hamlets.get(&unit.id), &name)),
        };
        ((*text).to_owned(), found)
    };
    Ok(texts.iter().map(answer).collect())
}

fn full(code: &UnitCode) -> Option<&CodeAtYear> {
    match code {
        UnitCode::Full(code) => Some(code),
        UnitCode::Bare(_) => None,
    }
}

fn bare(mut found: Vec<Unit>, code: String, map: Vintage) -> Result<Unit, LookupError> {
    if let Some(at) = found.iter().position(|unit| unit.vintage.is_none_or(|year| year == map)) {
        return Ok(found.swap_remove(at));
    }
    if found.is_empty() {
        return Err(LookupError::Unknown(code));
    }
    let name = |unit: &Unit| unit.code_at_year().map(|code| format!("{code} ({})", unit.full_name));
    Err(LookupError::NotToday { candidates: found.iter().filter_map(name).collect(), code })
}

fn hamlets_of(tx: &mut Tx<'_>, communes: &[&Unit], today: Vintage) -> db::Result<HashMap<Uuid, Vec<Unit>>> {
    let mut by_map: BTreeMap<Vintage, Vec<Uuid>> = BTreeMap::new();
    for commune in communes.iter().filter(|unit| unit.tier == Tier::Commune) {
        by_map.entry(commune.vintage.unwrap_or(today)).or_default().push(commune.id);
    }
    let mut hamlets = HashMap::new();
    for (map, ids) in by_map {
        hamlets.extend(store::children_of(tx, &ids, map)?);
    }
    Ok(hamlets)
}

/// The hamlet of a commune by its name, with or without "Ấp"; marks may be missing where that leaves only one.
fn hamlet_of(commune: &Unit, hamlets: Option<&Vec<Unit>>, name: &str) -> Result<Unit, LookupError> {
    let hamlets = hamlets.map(Vec::as_slice).unwrap_or_default();
    let key = name_key(name);
    let exact = |unit: &&Unit| [&unit.name, &unit.full_name].into_iter().any(|known| name_key(known) == key);
    if let Some(found) = hamlets.iter().find(exact) {
        return Ok(found.clone());
    }
    let folded = fold(name);
    let mut alike = hamlets.iter().filter(|unit| fold(&unit.name) == folded || fold(&unit.full_name) == folded);
    let found = alike.next().filter(|_| alike.next().is_none());
    found.cloned().ok_or_else(|| LookupError::NoHamlet {
        commune: commune.full_name.clone(),
        name: name.chars().take(60).collect(),
        known: hamlets.iter().map(|unit| unit.full_name.clone()).collect(),
    })
}
