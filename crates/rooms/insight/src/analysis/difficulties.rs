//! Why people do not use it: no device, or they do not want it and say why; and homes without device or signal.

use counting::read::{Ask, Asks};
use counting::reasons;
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look, SMALL};
use crate::figure::{by_age, by_sex};
use crate::model::{ByAge, BySex, Connectivity, UnitRef};
use crate::rules::{Homes, Refused, unit_ref};

/// The people behind one difficulty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonRow {
    /// `no_device`, the code of a reason, or `unsaid`.
    pub code: String,
    /// Its name in Vietnamese; empty where the screen has its own words.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
    /// The figure: indicator and item.
    pub indicator: String,
    /// See `indicator`.
    pub item: String,
    /// How many people.
    pub people: i64,
    /// By sex.
    pub sex: BySex,
    /// By age.
    pub age: ByAge,
}

/// One unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DifficultyRow {
    /// The unit.
    pub unit: UnitRef,
    /// People asked about the skill.
    pub asked: i64,
    /// Of these, without a device.
    pub no_device: i64,
    /// Of these, who do not want it.
    pub refuses: i64,
    /// Households.
    pub households: i64,
    /// Without a smartphone, as they said.
    pub no_smartphone: i64,
    /// With weak signal or none, as they said.
    pub bad_signal: i64,
    /// It has few households.
    pub small: bool,
}

/// Difficulties in one skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DifficultiesPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// People asked about the skill.
    pub asked: i64,
    /// People who were not asked.
    pub not_asked: i64,
    /// Why they do not use it.
    pub reasons: Vec<ReasonRow>,
    /// Devices and network of the households.
    pub connectivity: Connectivity,
    /// The units below.
    pub rows: Vec<DifficultyRow>,
}

const RUNGS: [i64; 8] = [-1, 0, 1, 2, 3, 4, 5, 6];

/// The difficulties of a unit in one skill.
///
/// # Errors
///
/// Where the database fails.
pub fn difficulties(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<DifficultiesPage, Refused> {
    let (period, day, skill) = (&look.chosen.period, look.chosen.day, &look.skill);
    let mut asks = Asks::default();
    let mut named = vec![("no_device", String::new(), String::new(), "ladder", format!("{skill}:0"))];
    named.extend(reasons::all().iter().map(|one| {
        (one.code.as_str(), one.name_vi.clone(), one.name_en.clone(), "not_using", format!("{skill}:{}", one.code))
    }));
    named.push((reasons::UNSAID, String::new(), String::new(), "not_using", format!("{skill}:{}", reasons::UNSAID)));
    let asked_why: Vec<Ask> = named.iter().map(|(_, _, _, code, item)| asks.code(code, item, period, day)).collect();
    let rungs = RUNGS.map(|level| asks.code("ladder", &format!("{skill}:{level}"), period, day));
    let (residents, households) = (asks.code("residents", "", period, day), asks.code("households", "", period, day));
    let homes = Homes::ask(&mut asks, &look.chosen);
    let figures = look.figures(tx, &asks)?;
    let total = |ask: Ask| figures.total(look.unit(), ask);
    let asked: i64 = rungs.map(total).iter().sum();
    let reasons = named.into_iter().zip(asked_why).map(|((code, name_vi, name_en, indicator, item), ask)| {
        let columns = figures.columns(look.unit(), ask);
        ReasonRow {
            code: code.into(),
            name_vi,
            name_en,
            indicator: indicator.into(),
            item,
            people: columns[0],
            sex: by_sex(&columns),
            age: by_age(&columns),
        }
    });

    let mut row_asks = Asks::default();
    let row_rungs = RUNGS.map(|level| row_asks.code("ladder", &format!("{skill}:{level}"), period, day));
    let homes_of =
        ["smartphone:no", "signal:weak", "signal:none"].map(|item| row_asks.code("connectivity", item, period, day));
    let row_households = row_asks.code("households", "", period, day);
    let below = look.below(tx, &row_asks)?;
    let row = |unit: &places::Unit| {
        let total = |ask: Ask| below.total(unit.id, ask);
        let rungs = row_rungs.map(total);
        let [no_smartphone, weak, none] = homes_of.map(total);
        let households = total(row_households);
        DifficultyRow {
            unit: unit_ref(unit),
            asked: rungs.iter().sum(),
            no_device: rungs[1],
            refuses: rungs[0],
            households,
            no_smartphone,
            bad_signal: weak + none,
            small: households < SMALL,
        }
    };
    Ok(DifficultiesPage {
        head: look.head(),
        asked,
        not_asked: (total(residents) - asked).max(0),
        reasons: reasons.collect(),
        connectivity: homes.answer(&figures, look.unit(), total(households)),
        rows: look.place.below.iter().map(row).collect(),
    })
}
