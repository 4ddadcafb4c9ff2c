//! Households by who looks after them.

use base::Uuid;
use db::{Result, Tx};

use super::ids;

/// The households of a hamlet that one of these memberships looks after: id, membership, revision.
pub fn kept_by(tx: &mut Tx<'_>, (part, hamlet): (i64, Uuid), keepers: &[Uuid]) -> Result<Vec<(Uuid, Uuid, i64)>> {
    tx.all(
        "select h.id, h.keeper, h.revision from household h
         where h.part = $2 and h.hamlet = $3 and h.left_on is null
           and h.keeper in (select uuid(r.value->>0) from {rows:$1}) order by h.id",
        &[ids(keepers)?, part.into(), hamlet.into()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
