//! The SQL of this room. Everything is set-based: a push makes the same number of statements for one operation and for five
//! hundred.

mod attention;
mod book;
mod conflict;
pub(crate) mod consent;
mod consent_texts;
mod duplicates;
mod history;
mod keeper;
mod lines;
mod load;
mod merge;
pub(crate) mod protected;
mod read;
mod record;
pub(crate) mod restricted;
mod save;
mod skills;
mod work;

pub use attention::{attention, attention_place};
pub(crate) use book::book;
pub use conflict::{Conflict, conflicts};
pub(crate) use duplicates::{cards, merges_since, said_apart, visits_of};
pub use history::{complete, histories, ids_after};
pub use keeper::kept_by;
pub(crate) use load::from_json;
pub use load::{
    Hamlet, hamlets, hamlets_of, households_of_activities, households_of_residents, houses, people_of_activities,
    skills,
};
pub use merge::{add_merge, called_now, merges, merges_of, point, undo_merge};
pub use read::{
    figures, households_after, households_changed, names_of_authors, skills_changed, visits_after, visits_changed,
};
pub use record::{atoms_of, households_counted_in};
pub(crate) use save::REMOVED;
pub use save::{save, save_regrouped};
pub use work::work_done;

use base::Uuid;
use db::{Arg, Result, Tx};

/// Makes the stored catalogue what this program knows: skills, and the texts by which people are asked.
pub fn ensure_catalogue(tx: &mut Tx<'_>) -> Result<()> {
    skills::ensure(tx)?;
    consent_texts::ensure(tx)
}

/// Ids as the one parameter of a batch.
pub(crate) fn ids(ids: &[Uuid]) -> Result<Arg<'static>> {
    db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())
}
