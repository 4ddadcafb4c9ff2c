//! A unit looked at closely, a section each: its figures over time, by group, step by step, and against its neighbours. Every
//! section takes a fixed number of statements, whatever lies below the unit.

mod compare;
mod coverage;
mod difficulties;
mod groups;
mod steps;
mod team;
mod trend;
mod warnings;

use api::Seen;
use base::{Day, Instant, Period, PeriodKind, Uuid};
use counting::read::{self, Asks, Figures};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

pub use compare::{ComparePage, CompareRow, compare};
pub use coverage::{CoveragePage, CoverageRow, Recency, coverage};
pub use difficulties::{DifficultiesPage, DifficultyRow, ReasonRow, difficulties};
pub use groups::{GroupRow, GroupsPage, groups};
pub use steps::{Move, SkillMoves, StepsPage, StepsRow, steps};
pub use team::{MemberRow, TeamPage, TeamRow, team};
pub use trend::{CalendarView, TrendPage, TrendStep, trend};
pub use warnings::{RuleView, Warning, WarningsPage, warnings};

use crate::dashboard::{self, State, children_figures, own_shares};
use crate::model::{Crumb, PeriodView, UnitRef};
use crate::rules::{Chosen, LEADING_SKILL, Refused, crumbs, unit_ref};
use crate::store::{self, Place, Skill};

/// Fewer households than this are a small number: shares of them say little.
pub const SMALL: i64 = 20;

/// A skill, or a reason, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkillName {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
}

/// What every section begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnalysisHead {
    /// The unit.
    pub unit: UnitRef,
    /// The units above, topmost first.
    pub crumbs: Vec<Crumb>,
    /// The period shown.
    pub period: PeriodView,
    /// The periods to choose from.
    pub periods: Vec<PeriodView>,
    /// The skill shown.
    pub skill: String,
    /// The skills to choose from.
    pub skills: Vec<SkillName>,
    /// Why people do not want to use something.
    pub reasons: Vec<SkillName>,
    /// Everything received until then is counted, in milliseconds.
    pub as_of: i64,
    /// Rises whenever a figure of the unit changes.
    pub version: i64,
    /// Fewer households than this are a small number.
    pub small: i64,
}

/// What is asked of a section.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The key of a period; the reporting month that runs if it is left out.
    pub period: Option<String>,
    /// The code of a skill; the leading one if it is left out.
    pub skill: Option<String>,
    /// The code of an indicator.
    pub indicator: Option<String>,
    /// Its item.
    pub item: String,
    /// The code of a calendar.
    pub step: Option<String>,
    /// The first and the last day, for a trend.
    pub days: (Option<Day>, Option<Day>),
    /// Whether the asker may see the names of the unit's members.
    pub named: bool,
}

/// A unit at hand, with what was asked.
#[derive(Debug)]
pub struct Look<'a> {
    /// The unit with its surroundings.
    pub place: Place,
    state: &'a State,
    /// What was asked.
    pub wanted: &'a Wanted,
    /// The period.
    pub chosen: Chosen,
    skills: Vec<Skill>,
    /// The skill.
    pub skill: String,
    today: Day,
}

impl<'a> Look<'a> {
    /// Looks at a unit of the map in force, in this state.
    ///
    /// # Errors
    ///
    /// Where the period or the skill is none, or the map in force does not have the unit.
    pub fn at(
        tx: &mut Tx<'_>,
        seen: &Seen,
        state: &'a State,
        wanted: &'a Wanted,
        now: Instant,
    ) -> Result<Self, Refused> {
        let today = Day::of(now);
        let chosen = Chosen::new(wanted.period.as_deref(), today)?;
        let place = store::place(tx, seen)?.ok_or(Refused::UnitUnknown(seen.unit.id))?;
        let skills = store::skills(tx, chosen.day)?;
        let skill = wanted.skill.clone().unwrap_or_else(|| LEADING_SKILL.to_owned());
        if wanted.skill.is_some() && !skills.iter().any(|known| known.code == skill) {
            let known = skills.iter().map(|skill| skill.code.as_str()).collect::<Vec<_>>().join(", ");
            let item = skill.chars().take(40).collect();
            return Err(Refused::ItemUnknown { indicator: "ladder".into(), item, known });
        }
        Ok(Self { place, state, wanted, chosen, skills, skill, today })
    }

    /// The unit's id.
    pub fn unit(&self) -> Uuid {
        self.place.unit.id
    }

    fn figures(&self, tx: &mut Tx<'_>, asks: &Asks) -> Result<Figures, Refused> {
        let unit = &self.place.unit;
        Ok(read::figures(tx, dashboard::level(unit), &own_shares(unit, &self.state.shares), asks)?)
    }

    fn below(&self, tx: &mut Tx<'_>, asks: &Asks) -> Result<Figures, Refused> {
        children_figures(tx, &self.place.below, asks)
    }

    fn codes(&self) -> Vec<&str> {
        self.skills.iter().map(|skill| skill.code.as_str()).collect()
    }

    /// What every section begins with.
    pub fn head(&self) -> AnalysisHead {
        let name = |skill: &Skill| SkillName {
            code: skill.code.clone(),
            name_vi: skill.name_vi.clone(),
            name_en: skill.name_en.clone(),
        };
        let reason = |reason: &counting::reasons::Reason| SkillName {
            code: reason.code.clone(),
            name_vi: reason.name_vi.clone(),
            name_en: reason.name_en.clone(),
        };
        AnalysisHead {
            unit: unit_ref(&self.place.unit),
            crumbs: crumbs(&self.place),
            period: self.chosen.period.clone().into(),
            periods: periods(&self.chosen, self.today),
            skill: self.skill.clone(),
            skills: self.skills.iter().map(name).collect(),
            reasons: counting::reasons::all().iter().map(reason).collect(),
            as_of: self.state.as_of.millis(),
            version: self.state.version,
            small: SMALL,
        }
    }
}

/// The months of a dashboard, and the quarters and years that they lie in.
fn periods(chosen: &Chosen, today: Day) -> Vec<PeriodView> {
    let back = |kind, count| {
        let newest = Period::containing(kind, today);
        std::iter::successors(Some(newest), |one| Some(one.previous())).take(count)
    };
    let (all, months): (Vec<Period>, Vec<Period>) =
        chosen.periods.iter().cloned().partition(|one| one.kind == PeriodKind::All);
    let found = months.into_iter().chain(back(PeriodKind::Quarter, 5)).chain(back(PeriodKind::Year, 3)).chain(all);
    found.map(Into::into).collect()
}
