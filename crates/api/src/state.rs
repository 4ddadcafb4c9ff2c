use std::sync::Arc;

use base::{Clock, Day, Ids, Instant};
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
}
