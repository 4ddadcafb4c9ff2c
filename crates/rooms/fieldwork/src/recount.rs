//! The recount of field work: every household and every group activity counted anew from its facts.

use base::Uuid;
use counting::Deltas;
use counting::reach::ReachRows;
use counting::verify::Recount;
use db::{Result, Tx};

use crate::contribution::contribute;
use crate::{gathering, store};

/// How many households are in memory at once.
const CHUNK: i64 = 500;

/// Recounts what households, visits and group activities add.
pub struct FieldRecount;

impl Recount for FieldRecount {
    fn recount(&self, tx: &mut Tx<'_>, part: i64, deltas: &mut Deltas, rows: &mut ReachRows) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let ids = store::ids_after(tx, part, after, CHUNK)?;
            let Some(last) = ids.last() else { break };
            after = *last;
            for history in store::histories(tx, part, &ids)? {
                contribute(&history, deltas, rows);
            }
        }
        let mut after = Uuid::nil();
        loop {
            let gatherings = gathering::store::standing(tx, part, after, CHUNK)?;
            let Some(last) = gatherings.last() else { return Ok(()) };
            after = last.id;
            gatherings.iter().for_each(|one| gathering::contribute(one, deltas));
        }
    }
}
