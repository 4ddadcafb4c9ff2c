//! Teams and committees: founded, named anew, closed.

use std::collections::BTreeSet;

use base::{Day, Uuid};
use db::Tx;
use places::{Unit, name_key};

use super::hold::hold;
use super::refusal::{EditError, refusal, wrong, wrong_day};
use super::{people, rules};
use crate::import::{self, Import, Row, Standing, TeamCells};
use crate::model::{Decision, Team};
use crate::offices::Offices;
use crate::store;

/// A team as a form says it; days as `YYYY-MM-DD`, what is empty is not known.
#[derive(Debug, Clone, Default)]
pub struct TeamForm {
    /// `team` or `committee`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its first day; that of the decision where it is empty.
    pub founded_on: String,
    /// The founding decision's number.
    pub number: String,
    /// The day it was signed.
    pub day: String,
    /// Who decided.
    pub issuer: String,
    /// The last day of the term that it gives.
    pub valid_until: String,
}

impl TeamForm {
    fn cells(&self, today: Day) -> Result<(TeamCells, Option<String>), EditError> {
        let row = Row {
            team: self.name.clone(),
            kind: self.kind.clone(),
            decision_number: self.number.clone(),
            decision_date: self.day.clone(),
            decision_issuer: self.issuer.clone(),
            founded_on: self.founded_on.clone(),
            ..Row::default()
        };
        let mut errors = Vec::new();
        match import::check(1, &row, today, &mut errors) {
            Some((cells, _)) => Ok((cells, term_end(&self.valid_until, &self.day)?)),
            None => Err(errors.first().map_or(EditError::Absent, wrong)),
        }
    }
}

/// The last day of a term: it may be to come, but not before the decision.
pub(super) fn term_end(text: &str, from: &str) -> Result<Option<String>, EditError> {
    if text.is_empty() {
        return Ok(None);
    }
    let day: Day = text.parse().map_err(|_| {
        wrong_day("valid_until", "ngày hết nhiệm kỳ không đọc được", "the end of the term cannot be read")
    })?;
    if from.parse::<Day>().is_ok_and(|from| day < from) {
        return Err(wrong_day(
            "valid_until",
            "ngày hết nhiệm kỳ trước ngày quyết định",
            "the term ends before the decision",
        ));
    }
    Ok(Some(day.to_string()))
}

fn decision(cells: &TeamCells, valid_until: Option<String>) -> Decision {
    Decision {
        number: cells.number.clone(),
        date: cells.date.map(|day| day.to_string()),
        issuer: cells.issuer.clone(),
        valid_until,
    }
}

/// Founds a team in a unit.
pub fn found(tx: &mut Tx<'_>, unit: &Unit, form: &TeamForm, by: &Import<'_>) -> Result<Uuid, EditError> {
    let (cells, valid_until) = form.cells(by.today())?;
    let Some(founded_on) = cells.founded_on.or(cells.date) else {
        return Err(wrong_day("founded_on", "cần ngày thành lập tổ", "say on which day the team was founded"));
    };
    let mut offices = Offices::lock(tx, &BTreeSet::from([(unit.part, unit.id)]))?;
    free_name(tx, unit.id, &cells.name, None)?;
    let id = by.ids.id(by.now);
    let team = Team {
        id,
        part: unit.part,
        unit: unit.id,
        kind: cells.kind.into(),
        decision: decision(&cells, valid_until),
        name: cells.name,
        founded_on,
        closed_on: None,
    };
    import::stand(tx, Standing { teams: vec![(team, true)], members: Vec::new() }, &mut offices, by)?;
    Ok(id)
}

fn free_name(tx: &mut Tx<'_>, unit: Uuid, name: &str, own: Option<Uuid>) -> Result<(), EditError> {
    let open = store::teams_of(tx, &[unit])?.into_iter().filter(|team| team.closed_on.is_none());
    if open.filter(|team| Some(team.id) != own).any(|team| name_key(&team.name) == name_key(name)) {
        return Err(refusal("team_name_taken", "this unit has a team of that name"));
    }
    Ok(())
}

/// Changes a team's name and founding decision.
pub fn rename(tx: &mut Tx<'_>, (team, saw): (Uuid, i64), form: &TeamForm, by: &Import<'_>) -> Result<(), EditError> {
    let mut held = hold(tx, team, &[])?;
    held.saw(team, saw)?;
    held.open(by)?;
    let known = held.team.clone();
    let (cells, valid_until) = TeamForm { kind: known.kind.clone(), ..form.clone() }.cells(by.today())?;
    free_name(tx, known.unit, &cells.name, Some(team))?;
    let founded_on = cells.founded_on.unwrap_or(known.founded_on);
    if held.members.iter().any(|one| !one.is_void() && one.since < founded_on) {
        return Err(wrong_day(
            "founded_on",
            "có người vào tổ trước ngày này",
            "somebody was in the team before that day",
        ));
    }
    let changed = Team { decision: decision(&cells, valid_until), name: cells.name, founded_on, ..known.clone() };
    if changed != known {
        held.write(tx, Standing { teams: vec![(changed, false)], members: Vec::new() }, by)?;
    }
    Ok(())
}

/// Closes a team on a day: whoever is in it is so no more.
pub fn close(tx: &mut Tx<'_>, (team, saw): (Uuid, i64), day: Day, by: &Import<'_>) -> Result<(), EditError> {
    let mut held = hold(tx, team, &[])?;
    held.saw(team, saw)?;
    held.open(by)?;
    rules::ends_on(held.team.founded_on, day, by.today())?;
    let closed = Team { closed_on: Some(day), ..held.team.clone() };
    let leaving: Vec<_> = held.members.iter().filter(|one| rules::lasts(one, day)).cloned().collect();
    let accounts: Vec<Uuid> = leaving.iter().filter_map(|one| one.account).collect();
    let members = leaving.into_iter().map(|mut one| {
        one.until = Some(day.max(one.since));
        held.stands(one, false, None)
    });
    let standing = Standing { teams: vec![(closed, false)], members: members.collect() };
    held.write(tx, standing, by)?;
    people::let_go(tx, held.team.part, &accounts, by)
}
