use std::sync::Arc;

use access::Scope;
use base::{Clock, Day, Ids, Instant, Uuid};
use db::Db;

/// What every handler can reach. Cheap to clone; nothing in it outlives a restart.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids and chance.
    pub ids: Arc<dyn Ids>,
    /// Where people reach this installation, without a slash at the end: for links in invitations.
    pub public_url: Arc<str>,
    /// Cookies travel over https only.
    pub secure: bool,
}

impl AppState {
    /// The present moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The day in Viet Nam.
    pub fn today(&self) -> Day {
        Day::of(self.now())
    }

    /// Notes, before an answer is given, that it holds the names of so many people of a unit.
    ///
    /// # Errors
    ///
    /// Where the note cannot be written, and then the answer is not given.
    pub async fn note_read(
        &self,
        reader: &Scope,
        (part, unit): (i64, Uuid),
        what: &'static str,
        records: usize,
    ) -> db::Result<()> {
        if records == 0 {
            return Ok(());
        }
        let by = (self.now(), Some(reader.account));
        self.db.write(move |tx| audit::read_in_bulk(tx, part, by, (unit, what, records))).await
    }
}
