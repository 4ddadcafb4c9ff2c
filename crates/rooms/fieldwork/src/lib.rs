//! Field work: households, residents, the visits that teams pay them, and what teams do with many people at once.

mod apply;
pub mod body;
mod check;
mod consent;
pub mod contribution;
pub mod duplicates;
mod edit;
mod fields;
mod gathering;
pub mod handover;
mod house;
pub mod lists;
mod merged;
mod model;
pub mod records;
mod recount;
mod routes;
mod shares;
mod source;
mod store;

use std::collections::BTreeSet;

use base::Uuid;
use db::{Result, Tx};
use serde_json::Value;
use sync::{Op, Push, Room, Verdict};

pub use consent::RestrictedSource;
pub use recount::FieldRecount;
pub use routes::routes;
pub use source::{CatalogueSource, HamletSource};
pub use store::ensure_catalogue;

/// The room that takes operations about households, residents and visits.
pub struct Fieldwork;

impl Room for Fieldwork {
    fn kinds(&self) -> &'static [&'static str] {
        body::KINDS
    }

    fn hamlets(&self, tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>> {
        apply::hamlets(tx, part, ops)
    }

    fn touches_restricted(&self, kind: &str) -> bool {
        matches!(kind, "consent.record" | "restricted.set" | "household.move")
    }

    fn kept_of_refused(&self, op: &Op) -> Option<Value> {
        consent::without_values(op)
    }

    fn apply(&self, tx: &mut Tx<'_>, push: &mut Push<'_>, ops: &[&Op]) -> Result<Vec<Verdict>> {
        apply::run(tx, push, ops)
    }
}
