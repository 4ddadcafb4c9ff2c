use std::sync::Arc;

use access::Scope;
use base::{Clock, Day, Ids, Instant, Uuid};
use db::{Db, Tx};

use crate::committer::Committer;
use crate::own_sources::{LeadSource, PersonSource};
use crate::pull::{self, Lines, Reading, encode};
use crate::push::Batch;
use crate::receipt::hash_of;
use crate::room::{Op, Room, Source};
use crate::snapshot;
use crate::stream::{Kind, Stream};
use crate::wire::{End, Fate, Head, MAX_OPS, SyncRequest, WireOp};

/// Stamps further ahead of the server than this are clamped and marked.
const AHEAD_MS: i64 = 10 * 60 * 1_000;

/// A phone that has proved who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The part of its account.
    pub part: i64,
    /// The device.
    pub device: Uuid,
    /// The account.
    pub account: Uuid,
    /// The device was revoked: only sealed copies come from it, and they go to quarantine.
    pub revoked: bool,
}

/// The lines of an answer to `POST /api/sync`.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Each a JSON text.
    pub lines: Vec<String>,
    /// Whether a hamlet's whole book is among them.
    pub whole: bool,
}

/// Why a whole request cannot be served.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SyncError {
    /// Its form is wrong.
    #[error("{0}")]
    Form(&'static str),
    /// More operations than one request may carry.
    #[error("a request carries at most {MAX_OPS} operations")]
    TooMany,
    /// The database says no.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// The sync endpoint's own code, without HTTP: the server, the demo and tests all go through here.
pub struct Service {
    db: Db,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    room: Arc<dyn Room>,
    sources: Vec<Arc<dyn Source>>,
    committer: Committer,
}

impl Service {
    /// Starts the committing threads.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        room: Arc<dyn Room>,
        sources: Vec<Arc<dyn Source>>,
    ) -> Self {
        let committer = Committer::start(&db, &room, &clock, &ids);
        let own: [Arc<dyn Source>; 2] = [Arc::new(PersonSource), Arc::new(LeadSource)];
        let sources = sources.into_iter().chain(own).collect();
        Self { db, clock, ids, room, sources, committer }
    }

    /// One round trip: what became of each operation, and what has changed. `token`: a new one to hand out.
    pub async fn sync(&self, caller: Caller, request: SyncRequest, token: Option<String>) -> Result<Answer, SyncError> {
        if request.v != 1 {
            return Err(SyncError::Form("v has to be 1"));
        }
        if request.ops.len() > MAX_OPS {
            return Err(SyncError::TooMany);
        }
        let now = self.clock.now();
        let skew = now.millis().saturating_sub(request.now);
        let ops: Vec<Op> = request.ops.iter().map(|op| admit(op, caller, now, skew)).collect();
        let stamp = ops.iter().map(|op| op.stamp).max().unwrap_or_default().max((now.millis(), 0));
        let fates = if ops.is_empty() { Vec::new() } else { self.push(caller, ops).await? };
        let (epoch, safe, lines) = self.read(caller, &request).await?;
        self.note_books(caller, &lines.books, now).await?;
        for (stream, revision, pieces) in &lines.keep {
            let (stream, revision, pieces) = (stream.clone(), *revision, pieces.clone());
            // Best effort: a snapshot that could not be kept is built again.
            let kept = self.db.write(move |tx| snapshot::keep(tx, &stream, revision, &pieces)).await;
            if let Err(error) = kept {
                tracing::debug!(%error, "a snapshot was not kept");
            }
        }
        let whole = !lines.books.is_empty();
        let head = Head { epoch, now: self.clock.now().millis(), stamp, safe, fates, ended: lines.ended, token };
        let mut answer = vec![encode(&head)?];
        answer.extend(lines.frames);
        answer.push(encode(&End { end: true, more: lines.more })?);
        Ok(Answer { lines: answer, whole })
    }

    /// Takes in operations of one phone; each gets its fate. For sealed copies, whose device may be revoked.
    pub async fn take(&self, caller: Caller, ops: Vec<WireOp>) -> Result<Vec<Fate>, SyncError> {
        let now = self.clock.now();
        self.push(caller, ops.iter().map(|op| admit(op, caller, now, 0)).collect()).await
    }

    async fn push(&self, caller: Caller, ops: Vec<Op>) -> Result<Vec<Fate>, SyncError> {
        Ok(self.committer.push(caller.part, Batch { ops, quarantine: caller.revoked }).await?)
    }

    /// Whoever takes a hamlet's whole book along stands in the audit log before the answer is given.
    async fn note_books(&self, caller: Caller, books: &[(Stream, usize)], now: Instant) -> Result<(), SyncError> {
        if books.is_empty() {
            return Ok(());
        }
        let books = books.to_vec();
        let noted = self.db.write(move |tx| {
            let reader = (now, Some(caller.account));
            let mut note = |(stream, records): &(Stream, usize)| {
                audit::read_in_bulk(tx, stream.part, reader, (stream.subject, stream.kind.word(), *records))
            };
            books.iter().try_for_each(&mut note)
        });
        Ok(noted.await?)
    }

    async fn read(&self, caller: Caller, request: &SyncRequest) -> Result<(String, i64, Lines), SyncError> {
        let (cursors, period, held) = (request.cursors.clone(), request.period.clone(), request.epoch.clone());
        let (sources, heard) = (self.sources.clone(), request.heard);
        let now = self.clock.now();
        let today = Day::of(now);
        let read = self.db.read(move |tx| {
            let epoch = places::store::epoch(tx)?.unwrap_or_default();
            let safe = places::store::setting(tx, "safe_through")?.and_then(|text| text.parse().ok()).unwrap_or(0);
            let subscribed = subscriptions(tx, caller, today)?;
            // Cursors of another epoch mean nothing here.
            let cursors = if held == epoch { cursors.clone() } else { Default::default() };
            let reading = Reading {
                sources: &sources,
                subscribed: &subscribed,
                cursors,
                period: period.as_deref(),
                heard,
                now,
                today,
            };
            let lines = pull::read(tx, &reading)?;
            Ok::<_, db::Error>((epoch, Instant(safe).millis(), lines))
        });
        Ok(read.await?)
    }

    /// The leader's word on an entry of a hamlet's list.
    pub async fn settle(
        &self,
        part: i64,
        (hamlet, attention, by): (Uuid, Uuid, Uuid),
        settlement: crate::Settlement,
    ) -> Result<Option<Fate>, SyncError> {
        let (room, ids, now) = (self.room.clone(), self.ids.clone(), self.clock.now());
        let work =
            move |tx: &mut Tx<'_>| crate::settle(tx, &*room, (part, now, &*ids), (hamlet, attention, by), &settlement);
        Ok(self.db.write(work).await?)
    }
}

/// An operation as it goes to the rooms: a stamp too far ahead is clamped and marked.
fn admit(op: &WireOp, caller: Caller, now: Instant, skew_ms: i64) -> Op {
    let most = now.millis() + AHEAD_MS;
    let clamped = op.stamp.0 > most;
    Op {
        id: op.id,
        kind: op.kind.clone(),
        version: op.version,
        stamp: if clamped { (most, op.stamp.1) } else { op.stamp },
        clamped,
        hash: hash_of(op),
        body: op.body.clone(),
        device: caller.device,
        account: caller.account,
        skew_ms,
        accepted_by: None,
    }
}

/// The streams of a caller, computed from the grants at every sync: (part, kind, subject).
fn subscriptions(tx: &mut Tx<'_>, caller: Caller, today: Day) -> db::Result<Vec<(i64, Kind, Uuid)>> {
    let Some(scope) = access::scope::load_many(tx, caller.part, &[caller.account])?.remove(&caller.account) else {
        return Ok(Vec::new());
    };
    let map = places::store::map_in_force(tx)?;
    let mut wanted = vec![(0, Kind::Catalogue, Uuid::nil()), (caller.part, Kind::Person, caller.account)];
    for FieldUnit { unit, leads, restricted } in field_units(&scope, today) {
        let Some(part) = places::store::part_of(tx, unit)? else { continue };
        let above = places::store::ancestors(tx, unit, map)?;
        for commune in above.iter().filter(|unit| unit.tier == places::Tier::Commune) {
            let office = (part, Kind::Commune, commune.id);
            if !wanted.contains(&office) {
                wanted.push(office);
            }
        }
        let hamlet = places::store::unit(tx, unit)?.is_some_and(|unit| unit.tier == places::Tier::Hamlet);
        if hamlet {
            wanted.push((part, Kind::Hamlet, unit));
            if restricted {
                wanted.push((part, Kind::Restricted, unit));
            }
            if leads {
                wanted.push((part, Kind::Lead, unit));
            }
        }
    }
    Ok(wanted)
}

/// A unit where an account works in the field.
struct FieldUnit {
    unit: Uuid,
    /// Leads there.
    leads: bool,
    /// Carries what is protected there.
    restricted: bool,
}

fn field_units(scope: &Scope, today: Day) -> Vec<FieldUnit> {
    let mut units: Vec<FieldUnit> = Vec::new();
    for grant in scope.grants_on(today) {
        let (leads, restricted) = (grant.role.leads(), grant.role.carries_restricted());
        if !leads && !grant.role.records() {
            continue;
        }
        match units.iter_mut().find(|known| known.unit == grant.unit) {
            Some(known) => (known.leads, known.restricted) = (known.leads | leads, known.restricted | restricted),
            None => units.push(FieldUnit { unit: grant.unit, leads, restricted }),
        }
    }
    units
}
