//! Teams, people, posts and roles from a clean list: all of a file or nothing of it, and nothing twice.

mod draft;
mod merge;
mod row;
mod save;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Day, Ids, Instant, Uuid};
use db::Tx;
use places::{LookupError, RowError, RowErrors, Unit, read_rows};

use crate::lists::Outcome;
use crate::model::{Membership, Team};
use crate::offices::Offices;
use crate::words;
pub(crate) use draft::Draft;
use merge::{Member, Plan};
pub(crate) use row::{MemberCells, Row, TeamCells, Who, check};

/// What an import needs of the world.
pub struct Import<'a> {
    /// The present moment.
    pub now: Instant,
    /// Makes the ids of what is new.
    pub ids: &'a dyn Ids,
    /// The account on whose behalf; None for a command.
    pub actor: Option<Uuid>,
}

impl Import<'_> {
    /// The day of the import.
    pub(crate) fn today(&self) -> Day {
        Day::of(self.now)
    }
}

/// What an import of teams did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Teams in the list.
    pub teams: usize,
    /// Teams that are new.
    pub teams_new: usize,
    /// Members in the list.
    pub members: usize,
    /// Members that are new.
    pub members_new: usize,
    /// Teams and members that were there and are different now.
    pub changed: usize,
    /// The communes whose lists changed: part and unit.
    pub changed_communes: BTreeSet<(i64, Uuid)>,
}

/// Imports a list of teams and their members (columns: docs/csv.md).
pub fn teams(tx: &mut Tx<'_>, text: &str, import: &Import<'_>) -> Result<Report, RowErrors> {
    let rows: Vec<(u64, Row)> = read_rows(text, row::REQUIRED)?;
    let mut errors = Vec::new();
    let units = units(tx, &rows, &mut errors)?;
    let mut offices = Offices::lock(tx, &units.values().map(|unit| (unit.part, unit.id)).collect())?;
    let mut draft = Draft::default();
    for (line, row) in &rows {
        let cells = check(*line, row, import.today(), &mut errors);
        if let (Some(unit), Some((team, member))) = (units.get(&row.unit), cells) {
            draft.add(*line, unit, team, member, &mut errors);
        }
    }
    if !errors.is_empty() {
        draft.check_days(&mut errors);
        return Err(refused(errors));
    }
    Ok(settle(tx, draft, &mut offices, import)?.report)
}

/// What a draft did.
pub(crate) struct Done {
    pub report: Report,
    /// Teams that are new.
    pub teams: Vec<Uuid>,
    /// What became of each line that was not there just so already.
    pub lines: Vec<Touched>,
}

/// A line of a draft that wrote something.
pub(crate) struct Touched {
    pub line: u64,
    pub before: Option<Membership>,
    pub after: Membership,
    /// The number that nobody had before.
    pub phone: Option<String>,
    pub outcome: Outcome,
}

/// Brings in a draft that another reader made.
pub(crate) fn of_draft(tx: &mut Tx<'_>, draft: Draft, import: &Import<'_>) -> Result<Done, RowErrors> {
    let units = draft.teams.values().map(|team| (team.unit.part, team.unit.id)).collect();
    let mut offices = Offices::lock(tx, &units)?;
    settle(tx, draft, &mut offices, import)
}

fn settle(tx: &mut Tx<'_>, mut draft: Draft, offices: &mut Offices, import: &Import<'_>) -> Result<Done, RowErrors> {
    let mut errors = Vec::new();
    draft.check_days(&mut errors);
    if !errors.is_empty() {
        return Err(refused(errors));
    }
    let plan = merge::plan(tx, draft, import, &mut errors)?;
    if !errors.is_empty() {
        return Err(refused(errors));
    }
    let report = save::save(tx, &plan, offices, import)?;
    let teams = plan.teams.iter().filter(|(_, new)| *new).map(|(team, _)| team.id).collect();
    let lines = plan.members.into_iter().map(|(member, _)| {
        let outcome = member.outcome();
        Touched { line: member.line, before: member.before, after: member.membership, phone: member.phone, outcome }
    });
    Ok(Done { report, teams, lines: lines.collect() })
}

/// Teams and memberships as they are to stand: changed by hand, or put back when a list is taken back.
#[derive(Default)]
pub(crate) struct Standing {
    /// Teams, with whether they are new.
    pub teams: Vec<(Team, bool)>,
    pub members: Vec<StandingMember>,
}

/// A membership as it is to stand.
pub(crate) struct StandingMember {
    pub membership: Membership,
    pub is_new: bool,
    /// The part and unit of its team.
    pub place: (i64, Uuid),
    /// Whether its team gives roles; a committee does not.
    pub gives: bool,
    /// A number that is to name its account.
    pub phone: Option<String>,
}

/// Writes what is to stand, with all that follows from it: streams, figures, accounts, roles, the log.
pub(crate) fn stand(tx: &mut Tx<'_>, standing: Standing, offices: &mut Offices, import: &Import<'_>) -> db::Result<()> {
    let mut plan = Plan::default();
    for (team, is_new) in standing.teams {
        plan.touched.insert((team.part, team.unit));
        plan.teams.push((team, is_new));
    }
    for StandingMember { membership, is_new, place: (part, unit), gives, phone } in standing.members {
        plan.touched.insert((part, unit));
        let grant = words::role(&membership.role).filter(|_| gives).and_then(|role| role.grant.parse().ok());
        plan.members.push((Member { line: 0, membership, before: None, part, unit, grant, phone }, is_new));
    }
    save::save(tx, &plan, offices, import).map(drop)
}

fn refused(mut errors: Vec<RowError>) -> RowErrors {
    errors.sort_by_key(|error| error.line);
    RowErrors::Rows(errors)
}

/// The unit of each row that names one.
fn units(tx: &mut Tx<'_>, rows: &[(u64, Row)], errors: &mut Vec<RowError>) -> Result<HashMap<String, Unit>, RowErrors> {
    let texts: BTreeSet<&str> = rows.iter().map(|(_, row)| row.unit.as_str()).collect();
    let found = places::resolve_many(tx, &texts.into_iter().collect::<Vec<_>>())?;
    let (mut units, mut refusals) = (HashMap::new(), BTreeMap::new());
    for (text, unit) in found {
        match unit {
            Ok(unit) => drop(units.insert(text, unit)),
            Err(LookupError::Db(error)) => return Err(error.into()),
            Err(refusal) => drop(refusals.insert(text, refusal)),
        }
    }
    for (line, row) in rows {
        if let Some(refusal) = refusals.get(&row.unit) {
            errors.push(RowError::new(*line, "unit", refusal.in_vietnamese(), refusal.to_string()));
        }
    }
    Ok(units)
}
