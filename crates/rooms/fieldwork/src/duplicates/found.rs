//! The pairs of a unit's hamlets as they are shown, with what was merged of late.

use base::{Instant, Uuid};
use db::{Result, Tx};
use places::Unit;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Pair, pairs};
use crate::store;

/// So many pairs are shown at once; the rest comes when these are settled.
const MOST: usize = 200;

/// Households that may be one, and what was merged of late.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicates {
    /// The likeliest first.
    pub pairs: Vec<Pair>,
    /// The latest first: [{id, hamlet, hamlet_name, name, into_name, only_people, people, by, at, undone}]
    #[schema(value_type = Vec<Object>)]
    pub merges: Vec<Value>,
}

/// The pairs under a unit, and the merges since an instant.
pub fn found(tx: &mut Tx<'_>, unit: &Unit, since: Instant) -> Result<Duplicates> {
    let mut all = Duplicates { pairs: Vec::new(), merges: Vec::new() };
    for (hamlets, mut cards) in store::cards(tx, unit)? {
        let apart = store::said_apart(tx, &hamlets)?;
        // Which of two would stand is decided by their visits: those of the pairs are counted, and no others.
        let shown: Vec<Uuid> = pairs(&cards, &apart).iter().flat_map(|pair| [pair.one.id, pair.other.id]).collect();
        cards.retain(|card| shown.contains(&card.id));
        let visits = store::visits_of(tx, hamlets.0, &shown)?;
        for card in &mut cards {
            card.visits = visits.get(&card.id).copied().unwrap_or_default();
        }
        let mut likely = pairs(&cards, &apart);
        likely.truncate(MOST);
        for pair in &mut likely {
            pair.hamlet_name = hamlets.1.get(&pair.hamlet).cloned().unwrap_or_default();
        }
        all.pairs.extend(likely);
        all.merges.extend(store::merges_since(tx, &hamlets, since)?);
    }
    Ok(all)
}
