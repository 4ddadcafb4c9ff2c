//! What teams did, and whether the work is shared out fairly.

use counting::read::{Ask, Asks};
use db::Tx;
use places::Tier;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{AnalysisHead, Look, SMALL};
use crate::model::UnitRef;
use crate::rules::{Refused, unit_ref};
use crate::store;

/// One unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamRow {
    /// The unit.
    pub unit: UnitRef,
    /// Teams.
    pub teams: i64,
    /// Their members.
    pub members: i64,
    /// Households.
    pub households: i64,
    /// Visits in the period.
    pub visits: i64,
    /// Households visited in the period.
    pub reached: i64,
    /// It has few households.
    pub small: bool,
}

/// One member of a hamlet's team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MemberRow {
    /// The membership.
    pub membership: Uuid,
    /// The name, for who may see names.
    pub name: Option<String>,
    /// Their role in the team.
    pub role: String,
    /// Households that they look after.
    pub households: i64,
    /// Visits in the period that met someone.
    pub visits: i64,
    /// On how many days.
    pub days: i64,
}

/// What teams did in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TeamPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// The unit itself.
    pub all: TeamRow,
    /// The units below.
    pub rows: Vec<TeamRow>,
    /// At a hamlet: its members today, those who look after most households first.
    pub members: Vec<MemberRow>,
    /// At a hamlet: households that nobody looks after; null above it.
    pub without_keeper: Option<i64>,
    /// At a hamlet: visits of people who are no members any more, or were recorded for someone else.
    pub visits_of_others: Option<i64>,
}

struct Line([Ask; 5]);

impl Line {
    fn ask(asks: &mut Asks, look: &Look<'_>) -> Self {
        let codes = ["teams", "members", "households", "visits", "households_reached"];
        Self(codes.map(|code| asks.code(code, "", &look.chosen.period, look.chosen.day)))
    }

    fn answer(&self, figures: &counting::read::Figures, unit: &places::Unit) -> TeamRow {
        let [teams, members, households, visits, reached] = self.0.map(|ask| figures.total(unit.id, ask));
        TeamRow { unit: unit_ref(unit), teams, members, households, visits, reached, small: households < SMALL }
    }
}

/// The activity of a unit's teams.
///
/// # Errors
///
/// Where the database fails.
pub fn team(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<TeamPage, Refused> {
    let (mut asks, mut row_asks) = (Asks::default(), Asks::default());
    let (line, row) = (Line::ask(&mut asks, look), Line::ask(&mut row_asks, look));
    let figures = look.figures(tx, &asks)?;
    let below = look.below(tx, &row_asks)?;
    let all = line.answer(&figures, &look.place.unit);
    let mut page = TeamPage {
        head: look.head(),
        rows: look.place.below.iter().map(|unit| row.answer(&below, unit)).collect(),
        members: Vec::new(),
        without_keeper: None,
        visits_of_others: None,
        all,
    };
    if look.place.unit.tier == Tier::Hamlet {
        let days = (look.chosen.period.from, look.chosen.day);
        page.members = store::members_at_work(tx, &look.place.unit, days, look.today)?;
        let kept: i64 = page.members.iter().map(|one| one.households).sum();
        let told: i64 = page.members.iter().map(|one| one.visits).sum();
        let in_book = store::households_in_book(tx, &look.place.unit, look.today)?;
        page.without_keeper = Some((in_book - kept).max(0));
        let visits = store::visits_in_book(tx, &look.place.unit, days)?;
        page.visits_of_others = Some((visits - told).max(0));
        if !look.wanted.named {
            page.members.iter_mut().for_each(|one| one.name = None);
        }
    }
    Ok(page)
}
