//! Early warnings about a unit and the units directly below it, each with its rule in words.

use std::collections::HashMap;

use base::{Day, Uuid};
use counting::read::{Ask, Asks, Figures};
use db::Tx;
use places::Unit;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look};
use crate::model::{UnitRef, Words};
use crate::rules::{LEADING_SKILL, Refused, Rule, Signs, number_en, number_vi, unit_ref, warning_rules};
use crate::store;

/// A rule in words, with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = WarningRule)]
pub struct RuleView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// The rule.
    pub rule: Words,
    /// For how many units it speaks now.
    pub found: i64,
}

/// What a rule says of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EarlyWarning)]
pub struct Warning {
    /// The rule.
    pub code: String,
    /// The unit.
    pub unit: UnitRef,
    /// What it says, with the figures.
    pub says: Words,
}

/// The warnings at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WarningsPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// The rules, each with how often it speaks.
    pub rules: Vec<RuleView>,
    /// The warnings, by rule. They are about the units directly below; at a hamlet about itself.
    pub warnings: Vec<Warning>,
    /// How many units were looked at.
    pub looked_at: i64,
}

struct Questions {
    households: Ask,
    visits: [Ask; 2],
    nobody: Ask,
    asked_households: Ask,
    rungs: [Ask; 8],
    in_book: Ask,
    met_lately: Ask,
    members: Ask,
}

impl Questions {
    fn ask(asks: &mut Asks, today: Day) -> Self {
        let all = base::Period::all();
        let window = Rule::days_of("fall");
        let lately = Rule::days_of("long_ago");
        let mut days = |code: &str, from: i64, to: i64| match counting::catalogue::find(code) {
            Some(one) => asks.days(one, "", (today.plus(from), today.plus(to))),
            None => asks.code(code, "", &all, today),
        };
        let visits = [days("visits", 1 - window, 0), days("visits", 1 - 2 * window, -window)];
        let nobody = days("visits_nobody", 1 - Rule::days_of("nobody_home"), 0);
        Self {
            visits,
            nobody,
            households: asks.code("households", "", &all, today),
            asked_households: asks.code("household_skill", &format!("{LEADING_SKILL}:asked"), &all, today),
            rungs: [-1, 0, 1, 2, 3, 4, 5, 6]
                .map(|level| asks.code("ladder", &format!("{LEADING_SKILL}:{level}"), &all, today)),
            in_book: asks.code("households", "", &all, all.to),
            met_lately: asks.code("last_met", &format!("0-{lately}"), &all, today),
            members: asks.code("members", "", &all, today),
        }
    }

    fn signs(&self, figures: &Figures, unit: Uuid, last: Option<Day>, today: Day) -> Signs {
        let total = |ask: Ask| figures.total(unit, ask);
        let rungs = self.rungs.map(total);
        Signs {
            silent_days: last.map(|day| today.since(day)),
            households: total(self.households),
            visits: self.visits.map(total),
            nobody: total(self.nobody),
            asked_households: total(self.asked_households),
            asked: rungs.iter().sum(),
            refusing: rungs[0],
            in_book: total(self.in_book),
            met_lately: total(self.met_lately),
            members: total(self.members),
        }
    }
}

/// The early warnings at a unit, as of today.
///
/// # Errors
///
/// Where the database fails.
pub fn warnings(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<WarningsPage, Refused> {
    let mut asks = Asks::default();
    let questions = Questions::ask(&mut asks, look.today);
    let own = [look.place.unit.clone()];
    let units: &[Unit] = if look.place.below.is_empty() { &own } else { &look.place.below };
    let figures = match look.place.below.is_empty() {
        true => look.figures(tx, &asks)?,
        false => look.below(tx, &asks)?,
    };
    let last: HashMap<Uuid, Day> = store::last_visits(tx, units, look.today)?;
    let rules = warning_rules();
    let mut found = Vec::new();
    for rule in rules {
        for unit in units {
            let signs = questions.signs(&figures, unit.id, last.get(&unit.id).copied(), look.today);
            if let Some(values) = rule.finds(&signs) {
                let says = Words {
                    vi: rule.fill(&rule.says_vi, number_vi, values),
                    en: rule.fill(&rule.says_en, number_en, values),
                };
                found.push(Warning { code: rule.code.clone(), unit: unit_ref(unit), says });
            }
        }
    }
    let view = |rule: &Rule| RuleView {
        code: rule.code.clone(),
        name: Words { vi: rule.name_vi.clone(), en: rule.name_en.clone() },
        rule: Words {
            vi: rule.fill(&rule.rule_vi, number_vi, (0, 0)),
            en: rule.fill(&rule.rule_en, number_en, (0, 0)),
        },
        found: found.iter().filter(|one| one.code == rule.code).count() as i64,
    };
    let looked_at = units.len() as i64;
    Ok(WarningsPage { head: look.head(), rules: rules.iter().map(view).collect(), looked_at, warnings: found })
}
