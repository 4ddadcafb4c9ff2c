use std::collections::HashMap;

use base::{Day, Period, Uuid};
use counting::catalogue;
use counting::read::{Ask, Asks, Figures};
use places::Tier;

use super::{Chosen, LEADING_SKILL, number_en, number_vi, team_label};
use crate::model::{Card, OwnTeams, Part, Published, TrendPoint, Words};
use crate::store::TierTeams;

/// One number in the period, in the one before, and in each month of the trend.
#[derive(Debug)]
struct Line {
    now: Ask,
    previous: Option<Ask>,
    trend: Vec<(String, Ask)>,
}

impl Line {
    fn ask(asks: &mut Asks, code: &str, item: &str, chosen: &Chosen) -> Self {
        let mut at = |(period, day): &(Period, Day)| asks.code(code, item, period, *day);
        Self {
            now: at(&(chosen.period.clone(), chosen.day)),
            previous: chosen.previous.as_ref().map(&mut at),
            trend: chosen.trend.iter().map(|month| (month.0.key.clone(), at(month))).collect(),
        }
    }
}

/// Teams, or their members, of which those above the hamlets are known by tier.
#[derive(Debug, Clone, Copy)]
pub struct TeamSplit<'a> {
    /// The tier of the unit shown.
    pub unit: Tier,
    /// The teams above the hamlets.
    pub upper: &'a [TierTeams],
}

impl TeamSplit<'_> {
    /// The summands of a total: each tier above the hamlets, and the rest, which is the hamlets'.
    pub fn parts(&self, total: i64, value: impl Fn(&TierTeams) -> i64) -> Vec<Part> {
        let part = |tier, value| {
            let label = team_label(tier);
            Part { label_vi: label.vi.into(), label_en: label.en.into(), value }
        };
        let upper = self.upper.iter().filter(|teams| teams.tier != Tier::Hamlet);
        let mut parts: Vec<_> = upper.map(|teams| part(teams.tier, value(teams))).collect();
        let rest = total - parts.iter().map(|part| part.value).sum::<i64>();
        if rest > 0 || self.unit == Tier::Hamlet {
            parts.push(part(Tier::Hamlet, rest.max(0)));
        }
        parts
    }

    /// The row of the teams that belong to the unit itself, beside the rows of the units below it.
    pub fn own_row(&self) -> Option<OwnTeams> {
        let own = self.upper.iter().find(|teams| teams.own)?;
        Some(OwnTeams { name: own.name.clone(), teams: own.teams, members: own.members })
    }
}

/// Asks for the big numbers.
#[derive(Debug)]
pub struct Cards {
    teams: Line,
    members: Line,
    reached: Line,
    visits: Ask,
    alone: Line,
    asked: Line,
    households: Ask,
}

impl Cards {
    /// Asks for the four numbers with all that stands beside them.
    pub fn ask(asks: &mut Asks, chosen: &Chosen) -> Self {
        Self {
            teams: Line::ask(asks, "teams", "", chosen),
            members: Line::ask(asks, "members", "", chosen),
            reached: Line::ask(asks, "households_reached", "", chosen),
            visits: asks.code("visits", "", &chosen.period, chosen.day),
            alone: Line::ask(asks, "household_skill", &format!("{LEADING_SKILL}:alone"), chosen),
            asked: Line::ask(asks, "household_skill", &format!("{LEADING_SKILL}:asked"), chosen),
            households: asks.code("households", "", &chosen.period, chosen.day),
        }
    }

    /// The cards, in the order of the page.
    pub fn answer(
        &self,
        figures: &Figures,
        unit: Uuid,
        split: TeamSplit<'_>,
        published: &HashMap<(String, String), Published>,
    ) -> Vec<Card> {
        let total = |ask: Ask| figures.total(unit, ask);
        let card = |code: &str, item: &str, line: &Line| plain_card(code, item, line, &total, published);
        let mut teams = card("teams", "", &self.teams);
        teams.parts = split.parts(teams.value, |tier| tier.teams);
        let mut members = card("members", "", &self.members);
        members.parts = split.parts(members.value, |tier| tier.members);
        let mut reached = card("households_reached", "", &self.reached);
        let visits = total(self.visits);
        reached.sub = Some(Words {
            vi: format!("trong {} lượt thăm", number_vi(visits)),
            en: format!("in {} {}", number_en(visits), if visits == 1 { "visit" } else { "visits" }),
        });
        let mut alone = card("household_alone", LEADING_SKILL, &self.alone);
        let asked = total(self.asked.now);
        alone.asked = Some(asked);
        alone.not_asked = Some((total(self.households) - asked).max(0));
        for (point, (_, ask)) in alone.trend.iter_mut().zip(&self.asked.trend) {
            point.asked = Some(total(*ask));
        }
        vec![teams, members, reached, alone]
    }
}

fn plain_card(
    code: &str,
    item: &str,
    line: &Line,
    total: &impl Fn(Ask) -> i64,
    published: &HashMap<(String, String), Published>,
) -> Card {
    let declared = catalogue::find(code);
    let word = |pick: fn(&catalogue::Indicator) -> &String| declared.map(pick).cloned().unwrap_or_default();
    let point = |(bucket, ask): &(String, Ask)| TrendPoint { bucket: bucket.clone(), value: total(*ask), asked: None };
    Card {
        indicator: code.into(),
        item: item.into(),
        name_vi: word(|one| &one.name_vi),
        name_en: word(|one| &one.name_en),
        value: total(line.now),
        unit_vi: word(|one| &one.unit_vi),
        unit_en: word(|one| &one.unit_en),
        previous: line.previous.map(total),
        asked: None,
        not_asked: None,
        published: published.get(&(code.to_owned(), item.to_owned())).cloned(),
        parts: Vec::new(),
        trend: line.trend.iter().map(point).collect(),
        sub: None,
    }
}
