//! How teams stand with their sending touches every team and phone below a unit. It is worked out at most once in a while
//! for each unit, so that a province's page costs what a commune's does. Only a memory: nothing depends on it.

use std::collections::HashMap;
use std::sync::Arc;

use base::{Day, Instant, Uuid};
use db::{Result, Tx};
use parking_lot::Mutex;

use crate::rules::{Sending, summarise};
use crate::store::{self, Place};

/// How long an answer is good, unless a figure of the unit changes.
const GOOD_FOR_SECONDS: i64 = 20;

#[derive(Debug)]
struct Known {
    at: Instant,
    version: i64,
    sending: Arc<Sending>,
}

/// The last answers by unit, for one process.
#[derive(Debug, Default)]
pub struct SendingMemo(Mutex<HashMap<Uuid, Known>>);

impl SendingMemo {
    /// How the teams below a unit stand.
    pub fn sending(&self, tx: &mut Tx<'_>, place: &Place, version: i64, now: Instant) -> Result<Arc<Sending>> {
        let good = |known: &Known| known.at <= now && now < known.at.plus_seconds(GOOD_FOR_SECONDS);
        let unit = place.unit.id;
        if let Some(known) = self.0.lock().get(&unit).filter(|known| known.version == version && good(known)) {
            return Ok(Arc::clone(&known.sending));
        }
        let sending = Arc::new(summarise(&store::teams_sending(tx, place, Day::of(now))?, now));
        let mut known = self.0.lock();
        known.retain(|_, known| good(known));
        known.insert(unit, Known { at: now, version, sending: Arc::clone(&sending) });
        Ok(sending)
    }
}
