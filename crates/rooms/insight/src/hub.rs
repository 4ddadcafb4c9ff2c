//! News for open screens: a unit's version, and nothing else. One task a process asks the database once a second, and
//! only about the units that someone looks at.

use std::collections::HashMap;
use std::time::Duration;

use base::Uuid;
use counting::read;
use db::Db;
use parking_lot::Mutex;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// How often the database is asked: at most one message a second and unit follows from it.
const EVERY: Duration = Duration::from_secs(1);

/// Who looks at what. None in a channel: not asked yet.
#[derive(Debug, Default)]
pub struct Hub(Mutex<Looked>);

#[derive(Debug, Default)]
struct Looked {
    units: HashMap<Uuid, watch::Sender<Option<i64>>>,
    stopped: bool,
}

impl Hub {
    /// A hub that nobody looks at yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The versions of a unit as they come: the present one within a second, then each new one. They end when the server
    /// stops or `lifetime` is over; a slow reader misses versions, never the last.
    pub fn news(&self, unit: Uuid, lifetime: Duration) -> ReceiverStream<i64> {
        let (sender, receiver) = mpsc::channel(1);
        if let Some(versions) = self.watch(unit) {
            tokio::spawn(pass_on(versions, sender, lifetime));
        }
        ReceiverStream::new(receiver)
    }

    fn watch(&self, unit: Uuid) -> Option<watch::Receiver<Option<i64>>> {
        let mut looked = self.0.lock();
        let stopped = looked.stopped;
        (!stopped).then(|| looked.units.entry(unit).or_insert_with(|| watch::channel(None).0).subscribe())
    }

    /// Asks once a second until `stop` is done, then ends all channels. A failed question is asked again the next time.
    pub async fn run(&self, db: Db, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = &mut stop => break,
                _ = tick.tick() => {
                    if let Err(error) = self.ask(&db).await {
                        tracing::warn!(%error, "cannot ask for new figures; trying again");
                    }
                }
            }
        }
        let mut looked = self.0.lock();
        looked.stopped = true;
        looked.units.clear();
    }

    /// Asks for the versions of all units that someone looks at, and tells the screens whose unit has a new one.
    pub async fn ask(&self, db: &Db) -> db::Result<()> {
        let units: Vec<Uuid> = {
            let mut looked = self.0.lock();
            looked.units.retain(|_, sender| sender.receiver_count() > 0);
            looked.units.keys().copied().collect()
        };
        if units.is_empty() {
            return Ok(());
        }
        let asked = units.clone();
        let shares = db.read(move |tx| read::shares(tx, &asked)).await?;
        let mut versions: HashMap<Uuid, i64> = units.into_iter().map(|unit| (unit, 0)).collect();
        shares.iter().for_each(|share| *versions.entry(share.unit).or_default() += share.version);
        let looked = self.0.lock();
        for (unit, version) in versions {
            if let Some(sender) = looked.units.get(&unit) {
                sender.send_if_modified(|known| known.replace(version) != Some(version));
            }
        }
        Ok(())
    }
}

async fn pass_on(mut versions: watch::Receiver<Option<i64>>, sender: mpsc::Sender<i64>, lifetime: Duration) {
    let mut end = std::pin::pin!(tokio::time::sleep(lifetime));
    // The version that is known already is news to this reader.
    versions.mark_changed();
    loop {
        tokio::select! {
            changed = versions.changed() => if changed.is_err() { return },
            () = &mut end => return,
            () = sender.closed() => return,
        }
        let version = *versions.borrow_and_update();
        if let Some(version) = version
            && sender.send(version).await.is_err()
        {
            return;
        }
    }
}
