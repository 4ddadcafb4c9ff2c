//! Pushes that wait at the same moment commit together. One thread on SQLite, which has one writer; a few on PostgreSQL,
//! each part always with the same one. A receipt goes out after its commit.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use base::{Clock, Ids};
use db::{Db, Engine, Error};
use tokio::sync::oneshot;

use crate::push::{self, Batch};
use crate::room::Room;
use crate::wire::{Fate, Reason};

/// At most so many operations commit together…
const GROUP: usize = 2_000;
/// …or as many as come within this time.
const PATIENCE: Duration = Duration::from_millis(5);
/// So many pushes may wait before the next is told to come back (503).
const WAITING: usize = 256;

type Reply = oneshot::Sender<Result<Vec<Fate>, Error>>;

struct Job {
    part: i64,
    batch: Batch,
    reply: Reply,
}

/// Hands pushes to the committing threads. They end when this is dropped.
pub(crate) struct Committer {
    lanes: Vec<SyncSender<Job>>,
}

struct Lane {
    db: Db,
    room: Arc<dyn Room>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

impl Committer {
    pub(crate) fn start(db: &Db, room: &Arc<dyn Room>, clock: &Arc<dyn Clock>, ids: &Arc<dyn Ids>) -> Self {
        let count = if db.engine() == Engine::Sqlite { 1 } else { 4 };
        let lanes = (0..count).map(|_| {
            let (sender, receiver) = sync_channel(WAITING);
            let lane = Lane { db: db.clone(), room: room.clone(), clock: clock.clone(), ids: ids.clone() };
            std::thread::spawn(move || lane.run(&receiver));
            sender
        });
        Self { lanes: lanes.collect() }
    }

    /// Commits a batch; gives its fates, or why nothing of it was written.
    pub(crate) async fn push(&self, part: i64, batch: Batch) -> Result<Vec<Fate>, Error> {
        let (reply, answer) = oneshot::channel();
        // By device, so that a phone's own pushes stay in order and different hamlets spread over the lanes.
        let by = batch.ops.first().map_or(0, |op| op.device.as_u128() as usize);
        let lane = &self.lanes[by % self.lanes.len()];
        lane.try_send(Job { part, batch, reply }).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy("too many pushes are waiting".into()),
            TrySendError::Disconnected(_) => Error::Busy("the server is stopping".into()),
        })?;
        answer.await.unwrap_or_else(|_| Err(Error::Busy("the server is stopping".into())))
    }
}

impl Lane {
    fn run(&self, jobs: &Receiver<Job>) {
        let mut next = jobs.recv().ok();
        while let Some(first) = next.take() {
            let mut group = vec![first];
            let mut size = group[0].batch.ops.len();
            // Whoever waits already comes along; only a busy server waits a moment for more.
            while size < GROUP {
                let pause = if group.len() > 1 { PATIENCE } else { Duration::ZERO };
                match jobs.recv_timeout(pause) {
                    Ok(job) if job.part == group[0].part => {
                        size += job.batch.ops.len();
                        group.push(job);
                    }
                    Ok(job) => {
                        next = Some(job);
                        break;
                    }
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            self.commit(group);
            if next.is_none() {
                next = jobs.recv().ok();
            }
        }
    }

    fn commit(&self, mut group: Vec<Job>) {
        let part = group[0].part;
        let batches: Vec<Batch> = group.iter().map(|job| job.batch.clone()).collect();
        match self.attempt(part, &batches) {
            Ok(fates) => {
                for (job, fates) in group.into_iter().zip(fates) {
                    let _ = job.reply.send(Ok(fates));
                }
            }
            Err(Error::Unique(_) | Error::Rule(_)) if group.len() > 1 => {
                let second = group.split_off(group.len() / 2);
                self.commit(group);
                self.commit(second);
            }
            Err(Error::Unique(text) | Error::Rule(text)) => {
                tracing::warn!(error = %text, "a push broke a rule of the schema; it is tried again in halves");
                for job in group {
                    let _ = job.reply.send(self.by_halves(part, job.batch));
                }
            }
            Err(error) => {
                for job in group {
                    let _ = job.reply.send(Err(error.clone()));
                }
            }
        }
    }

    fn attempt(&self, part: i64, batches: &[Batch]) -> Result<Vec<Vec<Fate>>, Error> {
        let now = self.clock.now();
        self.db.write_blocking(|tx| push::run(tx, &*self.room, (part, now, &*self.ids), batches))
    }

    /// One operation that breaks the schema must not hold up the rest: it alone is refused.
    fn by_halves(&self, part: i64, batch: Batch) -> Result<Vec<Fate>, Error> {
        match self.attempt(part, std::slice::from_ref(&batch)) {
            Ok(fates) => Ok(fates.into_iter().next().unwrap_or_default()),
            Err(Error::Unique(_) | Error::Rule(_)) if batch.ops.len() > 1 => {
                let (first, second) = batch.ops.split_at(batch.ops.len() / 2);
                let half = |ops: &[_]| Batch { ops: ops.to_vec(), quarantine: batch.quarantine };
                let mut fates = self.by_halves(part, half(first))?;
                fates.extend(self.by_halves(part, half(second))?);
                Ok(fates)
            }
            Err(Error::Unique(_) | Error::Rule(_)) => {
                let at = self.clock.now().millis();
                let reason = Some(Reason {
                    code: "rule_broken".into(),
                    params: serde_json::Value::Null,
                    mend: vec!["ask".into()],
                });
                Ok(batch
                    .ops
                    .iter()
                    .map(|op| Fate { id: op.id, fate: "refused".into(), at, reason: reason.clone() })
                    .collect())
            }
            Err(error) => Err(error),
        }
    }
}
