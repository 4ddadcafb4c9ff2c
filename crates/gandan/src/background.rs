//! What goes on while the server serves: folding to the tiers, anchors of the audit chains, sweeping out what has run its
//! time, upkeep of the counters.

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
const SWEEP_EVERY_SECONDS: i64 = 3_600;
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
    match db::statistics::take_missing(db) {
        Ok(0) => {}
        Ok(tables) => tracing::info!(tables, "the database engine has looked at tables it had never looked at"),
        Err(error) => tracing::warn!(%error, "the database engine plans without having looked at its tables"),
    }
    let mut anchored = clock.now();
    let (mut swept, mut kept_up) = (anchored, anchored);
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
        if is_due(swept, now, SWEEP_EVERY_SECONDS) {
            swept = now;
            if let Err(error) = sweep(db, now) {
                tracing::warn!(%error, "old sessions and attempts stay for another hour");
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

/// Sessions that are over and attempts that count no longer.
fn sweep(db: &Db, now: Instant) -> db::Result<()> {
    db.write_blocking(|tx| access::throttle::sweep(tx, now))?;
    for part in db.read_blocking(places::store::parts)? {
        db.write_blocking(|tx| access::session::sweep(tx, part, now))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use access::throttle::{self, Limit};
    use access::{Role, session};
    use testkit::{World, on_both};

    use super::*;

    #[test]
    fn what_has_run_its_time_is_swept_out() {
        on_both(|db| {
            let world = World::new(db, 1);
            let caller = world.member(db, Role::CommuneOfficer, world.above[3], ("2025-01-01", None)).caller;
            let (whose, limit) = ((caller.part, caller.account), Limit { most: 1, window_seconds: 900 });
            let open = |cookie| {
                let now = world.clock.now();
                db.write_blocking(|tx| session::open(tx, &*world.ids, now, whose, (cookie, "test"))).expect("a session")
            };
            let rows = |table: &'static str| {
                let count = format!("select cast(count(*) as bigint) from {table}");
                db.read_blocking(|tx| tx.all_text(&count, &[], |row| row.get::<i64>(0))).expect("a count")[0]
            };
            db.write_blocking(|tx| throttle::attempt(tx, "old", limit, world.clock.now())).expect("counted");
            open(true);
            open(false);
            world.clock.advance_seconds(86_400 + 1);
            open(true);
            db.write_blocking(|tx| throttle::attempt(tx, "new", limit, world.clock.now())).expect("counted");
            sweep(db, world.clock.now()).expect("swept");
            // The token of a script is good for a year; the browser of yesterday is not.
            assert_eq!((rows("session"), rows("attempt")), (2, 1));
        });
    }
}
