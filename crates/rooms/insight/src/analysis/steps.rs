//! The ladder and who moved on it.

use counting::catalogue;
use counting::read::{Ask, Asks};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnalysisHead, Look, SMALL};
use crate::model::UnitRef;
use crate::rules::{Refused, unit_ref};

/// Moves from one rung to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = LadderMove)]
pub struct Move {
    /// The rung before, -1 to 6; null: asked for the first time.
    pub from: Option<i64>,
    /// The rung after.
    pub to: i64,
    /// How many moves.
    pub count: i64,
}

/// The moves in one skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkillMoves {
    /// The skill.
    pub skill: String,
    /// Asked for the first time.
    pub first: i64,
    /// Moves up.
    pub up: i64,
    /// Moves down.
    pub down: i64,
}

/// The moves in one unit below, in the skill shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepsRow {
    /// The unit.
    pub unit: UnitRef,
    /// Asked for the first time.
    pub first: i64,
    /// Moves up.
    pub up: i64,
    /// Moves down.
    pub down: i64,
    /// People asked about the skill.
    pub asked: i64,
    /// It has few households.
    pub small: bool,
}

/// Where people stand and how they moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepsPage {
    /// The unit and what was chosen.
    pub head: AnalysisHead,
    /// People on the rungs -1 to 6 at the end of the period.
    pub stands: Vec<i64>,
    /// The same at the end of the period before; null for all time.
    pub stood: Option<Vec<i64>>,
    /// People in the book who were not asked.
    pub not_asked: i64,
    /// The moves that there were, from rung to rung.
    pub moves: Vec<Move>,
    /// All skills.
    pub skills: Vec<SkillMoves>,
    /// The units below.
    pub rows: Vec<StepsRow>,
}

const RUNGS: [i64; 8] = [-1, 0, 1, 2, 3, 4, 5, 6];
const WAYS: [&str; 3] = ["ladder_first", "ladder_up", "ladder_down"];

/// The ladder of a unit in one skill.
///
/// # Errors
///
/// Where the database fails.
pub fn steps(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<StepsPage, Refused> {
    let (period, day, skill) = (&look.chosen.period, look.chosen.day, &look.skill);
    let mut asks = Asks::default();
    let stands = RUNGS.map(|level| asks.code("ladder", &format!("{skill}:{level}"), period, day));
    let stood = look
        .chosen
        .previous
        .as_ref()
        .map(|(before, last)| RUNGS.map(|level| asks.code("ladder", &format!("{skill}:{level}"), before, *last)));
    let residents = asks.code("residents", "", period, day);
    let all = catalogue::find("ladder_move").map(|one| one.items_for(&[skill])).unwrap_or_default();
    let moves: Vec<(String, Ask)> =
        all.into_iter().map(|item| (item.clone(), asks.code("ladder_move", &item, period, day))).collect();
    let ways: Vec<(String, [Ask; 3])> = look
        .codes()
        .into_iter()
        .map(|code| (code.to_owned(), WAYS.map(|way| asks.code(way, code, period, day))))
        .collect();
    let figures = look.figures(tx, &asks)?;
    let total = |ask: Ask| figures.total(look.unit(), ask);

    let mut row_asks = Asks::default();
    let row_ways = WAYS.map(|way| row_asks.code(way, skill, period, day));
    let row_rungs = RUNGS.map(|level| row_asks.code("ladder", &format!("{skill}:{level}"), period, day));
    let households = row_asks.code("households", "", period, day);
    let below = look.below(tx, &row_asks)?;
    let row = |unit: &places::Unit| {
        let total = |ask: Ask| below.total(unit.id, ask);
        let [first, up, down] = row_ways.map(total);
        let asked = row_rungs.map(total).iter().sum();
        StepsRow { unit: unit_ref(unit), first, up, down, asked, small: total(households) < SMALL }
    };
    let moved = |(item, ask): &(String, Ask)| {
        let mut words = item.split(':').skip(1);
        let from = words.next()?.parse().ok();
        let (to, count) = (words.next()?.parse().ok()?, total(*ask));
        (count != 0).then_some(Move { from, to, count })
    };
    let stands = stands.map(total).to_vec();
    let asked: i64 = stands.iter().sum();
    Ok(StepsPage {
        head: look.head(),
        not_asked: (total(residents) - asked).max(0),
        stands,
        stood: stood.map(|asks| asks.map(total).to_vec()),
        moves: moves.iter().filter_map(moved).collect(),
        skills: ways
            .iter()
            .map(|(skill, asks)| {
                let [first, up, down] = asks.map(total);
                SkillMoves { skill: skill.clone(), first, up, down }
            })
            .collect(),
        rows: look.place.below.iter().map(row).collect(),
    })
}
