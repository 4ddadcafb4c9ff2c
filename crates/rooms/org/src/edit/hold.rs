//! A team in hand: what is read of it is read under the locks under which it is changed.

use std::collections::{BTreeSet, HashMap};

use base::Uuid;
use db::Tx;

use super::refusal::{EditError, refusal};
use crate::import::{self, Import, Standing, StandingMember};
use crate::model::{Membership, Team};
use crate::offices::Offices;
use crate::store;

/// A team with its memberships, past ones too, and the locks of everything that a change may touch.
pub(super) struct Hold {
    pub team: Team,
    pub members: Vec<Membership>,
    /// The revisions of the team and of its memberships.
    pub revisions: HashMap<Uuid, i64>,
    pub offices: Offices,
}

/// Takes a team in hand, with the units whose other teams a change touches.
pub(super) fn hold(tx: &mut Tx<'_>, team: Uuid, also: &[(i64, Uuid)]) -> Result<Hold, EditError> {
    let known = store::team(tx, team)?.ok_or(EditError::Absent)?;
    let mut units: BTreeSet<(i64, Uuid)> = also.iter().copied().collect();
    units.insert((known.part, known.unit));
    let offices = Offices::lock(tx, &units)?;
    // Above the communes there is no stream to lock: the row itself is held.
    store::edit::hold(tx, known.part, team)?;
    let team = store::team(tx, team)?.ok_or(EditError::Absent)?;
    let members = store::memberships_of(tx, team.part, &[team.id])?;
    let revisions = store::edit::revisions(tx, team.part, &[team.id])?;
    Ok(Hold { team, members, revisions, offices })
}

impl Hold {
    /// Whether it is as the editor saw it.
    pub(super) fn saw(&self, id: Uuid, revision: i64) -> Result<(), EditError> {
        if self.revisions.get(&id) == Some(&revision) {
            return Ok(());
        }
        Err(refusal("changed_meanwhile", "somebody else changed this meanwhile; look at it again"))
    }

    /// A team that is there no more takes no changes.
    pub(super) fn open(&self, by: &Import<'_>) -> Result<(), EditError> {
        match self.team.closed_on {
            Some(day) if day <= by.today() => Err(refusal("team_closed", "this team was closed")),
            _ => Ok(()),
        }
    }

    /// A membership of this team as it is to stand.
    pub(super) fn stands(&self, membership: Membership, is_new: bool, phone: Option<String>) -> StandingMember {
        let place = (self.team.part, self.team.unit);
        StandingMember { membership, is_new, place, gives: self.team.kind == "team", phone }
    }

    /// Writes what is to stand.
    pub(super) fn write(&mut self, tx: &mut Tx<'_>, standing: Standing, by: &Import<'_>) -> Result<(), EditError> {
        Ok(import::stand(tx, standing, &mut self.offices, by)?)
    }
}
