use std::collections::HashMap;

use base::Uuid;
use counting::read::{Ask, Asks, Figures};
use places::Unit;

use super::{Chosen, LEADING_SKILL, Sending, unit_ref};
use crate::model::{Child, Coverage, Named};

/// Asks what a row of the table shows, once for all rows.
#[derive(Debug)]
pub struct Rows {
    teams: Ask,
    members: Ask,
    households: Ask,
    reached: Ask,
    alone: Ask,
    asked: Ask,
}

impl Rows {
    /// Six questions.
    pub fn ask(asks: &mut Asks, chosen: &Chosen) -> Self {
        let mut code = |code: &str, item: &str| asks.code(code, item, &chosen.period, chosen.day);
        Self {
            teams: code("teams", ""),
            members: code("members", ""),
            households: code("households", ""),
            reached: code("households_reached", ""),
            alone: code("household_skill", &format!("{LEADING_SKILL}:alone")),
            asked: code("household_skill", &format!("{LEADING_SKILL}:asked")),
        }
    }

    /// The rows, in the order of the units.
    pub fn answer(
        &self,
        figures: &Figures,
        units: &[Unit],
        now_part_of: &HashMap<Uuid, String>,
        sending: &Sending,
    ) -> Vec<Child> {
        let row = |unit: &Unit| {
            let total = |ask: Ask| figures.total(unit.id, ask);
            let (households, asked) = (total(self.households), total(self.asked));
            Child {
                unit: unit_ref(unit),
                now_part_of: now_part_of.get(&unit.id).map(|name| Named { name: name.clone() }),
                teams: total(self.teams),
                members: total(self.members),
                households,
                reached: total(self.reached),
                coverage: Coverage { alone: total(self.alone), asked, not_asked: (households - asked).max(0) },
                freshness: sending.rows.get(&unit.id).cloned(),
            }
        };
        units.iter().map(row).collect()
    }
}
