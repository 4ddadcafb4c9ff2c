//! The gap between women and men, young and old.

use counting::Columns;
use counting::read::{Ask, Asks};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look};
use crate::rules::Refused;

/// One group of people. The columns of all groups of one kind add up to the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GroupRow {
    /// `total`, `male`, `female`, `sex_unknown`, `age_0_17`, `age_18_39`, `age_40_59`, `age_60`, `age_unknown`.
    pub group: String,
    /// People in the book.
    pub residents: i64,
    /// Of these, asked about the skill.
    pub asked: i64,
    /// Of these, who do it alone.
    pub alone: i64,
    /// Of those asked, without a device.
    pub no_device: i64,
    /// Of those asked, who do not want it.
    pub refuses: i64,
    /// Not asked.
    pub not_asked: i64,
    /// People who practised the skill in the period.
    pub guided: i64,
    /// Moves up the ladder in the period.
    pub up: i64,
}

/// The gaps between groups in one skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GroupsPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// All, by sex, by age.
    pub rows: Vec<GroupRow>,
}

/// The groups of a unit.
///
/// # Errors
///
/// Where the database fails.
pub fn groups(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<GroupsPage, Refused> {
    let mut asks = Asks::default();
    let mut ask = |code: &str, item: &str| asks.code(code, item, &look.chosen.period, look.chosen.day);
    let residents = ask("residents", "");
    let rungs: [Ask; 8] = [-1, 0, 1, 2, 3, 4, 5, 6].map(|level| ask("ladder", &format!("{}:{level}", look.skill)));
    let guided = ask("people_reached", &look.skill);
    let up = ask("ladder_up", &look.skill);
    let figures = look.figures(tx, &asks)?;
    let columns = |ask| figures.columns(look.unit(), ask);
    let [residents, guided, up] = [residents, guided, up].map(columns);
    let rungs: [Columns; 8] = rungs.map(columns);
    let row = |(at, group): (usize, &&str)| {
        let asked: i64 = rungs.iter().map(|columns| columns[at]).sum();
        GroupRow {
            group: (*group).to_owned(),
            residents: residents[at],
            asked,
            alone: rungs[7][at],
            no_device: rungs[1][at],
            refuses: rungs[0][at],
            not_asked: (residents[at] - asked).max(0),
            guided: guided[at],
            up: up[at],
        }
    };
    Ok(GroupsPage { head: look.head(), rows: counting::COLUMNS.iter().enumerate().map(row).collect() })
}
