//! The list as it hangs together in itself: teams with their members, before anything is looked up.

use std::collections::BTreeMap;

use base::{Day, Uuid};
use places::{RowError, Unit, name_key};

use super::row::{MemberCells, TeamCells};

/// A team of the list: what the rows say of it together, and its members with their lines.
pub(crate) struct DraftTeam {
    pub line: u64,
    pub unit: Unit,
    pub cells: TeamCells,
    pub members: Vec<(u64, MemberCells)>,
}

/// Teams by unit and name.
#[derive(Default)]
pub(crate) struct Draft {
    pub teams: BTreeMap<(Uuid, String), DraftTeam>,
}

impl Draft {
    /// Adds what a row says. Rows of one team have to agree wherever they say anything.
    pub(crate) fn add(
        &mut self,
        line: u64,
        unit: &Unit,
        cells: TeamCells,
        member: Option<MemberCells>,
        errors: &mut Vec<RowError>,
    ) {
        let key = (unit.id, name_key(&cells.name));
        let fresh = || DraftTeam { line, unit: unit.clone(), cells: cells.clone(), members: Vec::new() };
        let team = self.teams.entry(key).or_insert_with(fresh);
        let first = team.line;
        let mut agree = |column, same: bool| {
            if !same {
                let vi = format!("khác với dòng {first} của cùng một tổ");
                errors.push(RowError::new(line, column, vi, format!("differs from row {first} of the same team")));
            }
        };
        agree("kind", team.cells.kind == cells.kind);
        agree("decision_number", fill(&mut team.cells.number, cells.number));
        agree("decision_date", fill(&mut team.cells.date, cells.date));
        agree("decision_issuer", fill(&mut team.cells.issuer, cells.issuer));
        agree("founded_on", fill(&mut team.cells.founded_on, cells.founded_on));
        if let Some(member) = member {
            twice(line, team, &member, errors);
            team.members.push((line, member));
        }
    }

    /// Every team needs a first day: its own, or that of its decision. Members come no earlier.
    pub(super) fn check_days(&mut self, errors: &mut Vec<RowError>) {
        for team in self.teams.values_mut() {
            let Some(founded_on) = team.cells.founded_on.or(team.cells.date) else {
                let vi = "tổ cần ngày quyết định (decision_date) hoặc ngày thành lập";
                let en = "a team needs the day of its decision (decision_date) or a founding day";
                errors.push(RowError::new(team.line, "founded_on", vi, en));
                continue;
            };
            team.cells.founded_on = Some(founded_on);
            for (line, member) in &mut team.members {
                let since = *member.since.get_or_insert(founded_on);
                if since < founded_on {
                    let vi = format!("ngày vào {since} trước ngày thành lập tổ {founded_on}");
                    let en = format!("{since} is before the team was founded, {founded_on}");
                    errors.push(RowError::new(*line, "since", vi, en));
                }
                if member.until.is_some_and(|until| until < since) {
                    let vi = format!("ngày thôi trước ngày vào {since}");
                    errors.push(RowError::new(*line, "until", vi, format!("the day is before {since}")));
                }
            }
        }
    }
}

/// Takes over a value where there was none; whether the two agree.
fn fill<T: PartialEq>(known: &mut Option<T>, said: Option<T>) -> bool {
    match (&known, said) {
        (_, None) => true,
        (None, said) => {
            *known = said;
            true
        }
        (Some(known), Some(said)) => *known == said,
    }
}

/// One person cannot come twice on one day, nor come again without having left.
fn twice(line: u64, team: &DraftTeam, member: &MemberCells, errors: &mut Vec<RowError>) {
    let who = |m: &MemberCells| (name_key(&m.name), m.birth_year, m.phone.clone());
    let again = |known: &MemberCells| {
        who(known) == who(member) && (known.since == member.since || (known.until.is_none() && member.until.is_none()))
    };
    if let Some((first, _)) = team.members.iter().find(|(_, known)| again(known)) {
        let vi = format!("{} đã có ở dòng {first} của tổ này", member.name);
        let en = format!("{} stands in row {first} of this team already", member.name);
        errors.push(RowError::new(line, "name", vi, en));
    }
}

/// The first day of a member whose team was checked.
pub(super) fn since(member: &MemberCells, founded_on: Day) -> Day {
    member.since.unwrap_or(founded_on)
}
