//! What goes on while the server serves: folding to the tiers, anchors of the audit chains, upkeep of the counters.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use base::{Clock, Instant};
use db::Db;
use metrics::counter;
use metrics_exporter_prometheus::PrometheusHandle;

/// How long the folding rests: with the fold itself well within the two seconds in which the tiers have to follow.
const REST: Duration = Duration::from_millis(400);
const ANCHOR_EVERY_SECONDS: i64 = 3_600;
const UPKEEP_EVERY_SECONDS: i64 = 5;

/// A thread of its own, since all of it blocks. It ends when this is stopped.
pub struct Background {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Background {
    /// Begins.
    pub fn start(db: Db, clock: Arc<dyn Clock>, counters: Option<PrometheusHandle>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let thread = thread::spawn(move || run(&db, &*clock, counters.as_ref(), &asked));
        Self { stop, thread }
    }

    /// Lets it finish what it is at.
    pub fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        if self.thread.join().is_err() {
            tracing::error!("the background thread ended by a panic");
        }
    }
}

fn run(db: &Db, clock: &dyn Clock, counters: Option<&PrometheusHandle>, stop: &AtomicBool) {
    let mut anchored = clock.now();
    let mut kept_up = anchored;
    while !stop.load(Ordering::SeqCst) {
        let now = clock.now();
        match counting::fold::run(db, now) {
            Ok(rows) => counter!("fold_rows_total").increment(rows as u64),
            Err(error) => tracing::warn!(%error, "folding has to wait"),
        }
        if is_due(anchored, now, ANCHOR_EVERY_SECONDS) {
            anchored = now;
            if let Err(error) = anchor(db, now) {
                tracing::warn!(%error, "the audit chains were not anchored");
            }
        }
        if is_due(kept_up, now, UPKEEP_EVERY_SECONDS) {
            kept_up = now;
            counters.iter().for_each(|counters| counters.run_upkeep());
        }
        thread::sleep(REST);
    }
}

fn is_due(last: Instant, now: Instant, every_seconds: i64) -> bool {
    now >= last.plus_seconds(every_seconds)
}

/// One transaction a part, so that none holds the lock for long.
fn anchor(db: &Db, now: Instant) -> db::Result<()> {
    for part in db.read_blocking(places::store::parts)? {
        let anchor = db.write_blocking(|tx| audit::anchor(tx, part, now))?;
        if anchor.heads > 0 {
            tracing::info!(part, heads = anchor.heads, hash = anchor.hash, "audit anchor");
        }
    }
    Ok(())
}
