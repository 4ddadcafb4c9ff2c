//! The recount of the organisation: teams, members and hamlets counted anew.

use std::collections::BTreeMap;

use counting::reach::ReachRows;
use counting::verify::Recount;
use counting::{Deltas, Place};
use db::{Result, Tx};

use crate::figures::{self, MemberFact, TeamFact};
use crate::store;

/// Recounts what teams and hamlets add.
pub struct OrgRecount;

impl Recount for OrgRecount {
    fn recount(&self, tx: &mut Tx<'_>, part: i64, deltas: &mut Deltas, _rows: &mut ReachRows) -> Result<()> {
        let (teams, members) = store::facts_of_part(tx, part)?;
        count(teams, &members, deltas);
        for (atom, from, closed_on) in store::closed_and_open_hamlets(tx, part)? {
            figures::hamlet(atom, from, closed_on, deltas);
        }
        Ok(())
    }
}

/// What teams and members amount to.
pub(crate) fn count(teams: Vec<TeamFact>, members: &[MemberFact], deltas: &mut Deltas) {
    let mut places: BTreeMap<Place, Vec<TeamFact>> = BTreeMap::new();
    for team in teams {
        places.entry(team.place).or_default().push(team);
    }
    for (place, teams) in places {
        figures::teams(place, &teams, deltas);
    }
    for fact in members {
        figures::member(fact, deltas);
    }
}
