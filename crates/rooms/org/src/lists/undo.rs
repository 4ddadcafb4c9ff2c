//! Taking a list back: as one, within a day, and only where nothing was built on it.

use std::collections::HashMap;

use base::{Instant, Uuid};
use db::Tx;

use super::keep::{self, Kept};
use crate::import::{self, Import, Standing, StandingMember};
use crate::model::Membership;
use crate::offices::Offices;
use crate::store;
use crate::store::lists::{self as kept, KeptRow};

/// A list can be taken back for so long.
const SECONDS: i64 = 24 * 3_600;

/// What was built on a row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Of whom it speaks.
    pub name: String,
    /// `changed`: somebody changed them since; `joined`: they have come in; `team_grew`: their team has others now.
    pub why: &'static str,
}

/// Why a list stays.
#[derive(Debug, Clone, thiserror::Error)]
pub enum UndoError {
    /// More than a day has gone.
    #[error("a list can be taken back within 24 hours")]
    TooLate,
    /// It was taken back before.
    #[error("the list was taken back already")]
    Already,
    /// Later work builds on it.
    #[error("later work builds on the list")]
    Built(Vec<Built>),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Whether a list can still be taken back, as far as time goes.
pub fn is_young(list: &Kept, now: Instant) -> bool {
    now <= list.at.plus_seconds(SECONDS)
}

/// Takes a list back: what it changed is as it was, the numbers that it brought are free, and what it made ends on the day on
/// which it began, so that it counts nowhere.
pub fn undo(tx: &mut Tx<'_>, list: &Kept, by: &Import<'_>) -> Result<(), UndoError> {
    if list.undone_at.is_some() {
        return Err(UndoError::Already);
    }
    if !is_young(list, by.now) {
        return Err(UndoError::TooLate);
    }
    let rows = kept::rows(tx, list.part, list.id)?;
    let teams = store::teams_by_id(tx, list.part, &rows.iter().map(|row| row.after.team).collect::<Vec<_>>())?;
    // From here on nobody else changes these teams; who was first has taken the list back by now.
    let mut offices = Offices::lock(tx, &teams.iter().map(|team| (team.part, team.unit)).collect())?;
    if kept::one(tx, list.id)?.is_none_or(|list| list.undone_at.is_some()) {
        return Err(UndoError::Already);
    }
    let team_ids: Vec<Uuid> = teams.iter().map(|team| team.id).collect();
    let now: HashMap<Uuid, Membership> =
        store::memberships_of(tx, list.part, &team_ids)?.into_iter().map(|m| (m.id, m)).collect();
    let made: Vec<&Membership> = rows.iter().filter(|row| row.before.is_none()).map(|row| &row.after).collect();
    let accounts: Vec<Uuid> = made.iter().filter_map(|m| now.get(&m.id)?.account).collect();
    // Who had an account before the list came in was there without it.
    let accounts = store::accounts_made_since(tx, list.part, &accounts, list.at)?;
    let joined = store::joined(tx, list.part, &accounts)?;
    let mut built = Vec::new();
    for after in rows.iter().map(|row| &row.after) {
        let there = now.get(&after.id);
        let same = there.is_some_and(|m| {
            Membership { account: None, ..m.clone() } == Membership { account: None, ..after.clone() }
        });
        if !same {
            built.push(Built { name: after.name.clone(), why: "changed" });
        }
    }
    for after in &made {
        if now.get(&after.id).and_then(|m| m.account).is_some_and(|account| joined.contains(&account)) {
            built.push(Built { name: after.name.clone(), why: "joined" });
        }
    }
    let new_teams = || teams.iter().filter(|team| list.teams.contains(&team.id));
    for team in new_teams() {
        let others =
            now.values().any(|m| m.team == team.id && !m.is_void() && !made.iter().any(|made| made.id == m.id));
        if others {
            built.push(Built { name: team.name.clone(), why: "team_grew" });
        }
    }
    if !built.is_empty() {
        return Err(UndoError::Built(built));
    }
    let closed = new_teams().map(|team| {
        let mut team = team.clone();
        team.closed_on = Some(team.founded_on);
        (team, false)
    });
    let closed = closed.collect();
    let place: HashMap<Uuid, (i64, Uuid)> = teams.iter().map(|team| (team.id, (team.part, team.unit))).collect();
    let account = |row: &KeptRow| now.get(&row.after.id).and_then(|m| m.account);
    let numbers: Vec<(&str, Uuid)> =
        rows.iter().filter_map(|row| Some((row.phone.as_deref()?, account(row)?))).collect();
    store::drop_logins(tx, list.part, &numbers)?;
    let members = rows.into_iter().filter_map(|KeptRow { before, after, .. }| {
        let membership = before.unwrap_or(Membership { until: Some(after.since), ..after });
        let place = *place.get(&membership.team)?;
        Some(StandingMember { membership, is_new: false, place, gives: true, phone: None })
    });
    import::stand(tx, Standing { teams: closed, members: members.collect() }, &mut offices, by)?;
    keep::take_back(tx, list, by)?;
    Ok(())
}
