//! Carries what the phones write to the endpoint's own code, under a clock that is turned through the year. Phones that
//! sync in the same hour are served together, as on a busy evening.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use access::device;
use base::{Ids, Instant, ManualClock};
use db::Db;
use serde::Deserialize;
use sync::wire::{Cursor, End, Head, SyncRequest, WireOp};
use sync::{Answer, Caller, Service, SyncError};

use crate::operation::Operation;
use crate::year::Exchange;

/// Exchanges that begin within this time of each other go together.
const TOGETHER_SECONDS: i64 = 60 * 60;
/// …but no more than this many.
const MOST: usize = 160;

/// A phone, as far as the server's answers have brought it.
#[derive(Debug, Clone)]
pub(crate) struct Handset {
    pub caller: Caller,
    epoch: String,
    cursors: BTreeMap<String, Cursor>,
    /// How far the book of its hamlet is read: what an edit saw.
    saw: i64,
    token: String,
}

impl Handset {
    pub(crate) fn new(caller: Caller, token: String) -> Self {
        Self { caller, epoch: String::new(), cursors: BTreeMap::new(), saw: 0, token }
    }

    fn request(&self, exchange: &Exchange, now: Instant) -> SyncRequest {
        let skew = exchange.phone_clock.millis() - exchange.at.millis();
        let ops = exchange.operations.iter().map(|operation| wire(operation, self.saw)).collect();
        SyncRequest {
            v: 1,
            epoch: self.epoch.clone(),
            now: now.millis() + skew,
            cursors: self.cursors.clone(),
            ops,
            held: exchange.held as i64,
            period: None,
        }
    }

    /// Takes in an answer; true when there is more to fetch.
    fn read(&mut self, answer: &Answer, fates: &mut Fates) -> Result<bool, SyncError> {
        let wrong = |_| SyncError::Form("the answer cannot be read");
        let Some((head, rest)) = answer.lines.split_first() else { return Err(SyncError::Form("an empty answer")) };
        let head: Head = serde_json::from_str(head).map_err(wrong)?;
        if head.epoch != self.epoch {
            self.epoch = head.epoch;
            self.cursors.clear();
        }
        for fate in head.fates {
            *fates
                .0
                .entry(match &fate.reason {
                    Some(reason) => format!("{} {}", fate.fate, reason.code),
                    None => fate.fate,
                })
                .or_default() += 1;
        }
        if let Some(token) = head.token {
            self.token = token;
        }
        for gone in head.ended {
            self.cursors.remove(&gone);
        }
        let Some((end, frames)) = rest.split_last() else { return Err(SyncError::Form("the answer has no end")) };
        for frame in frames {
            let frame: FrameHead<'_> = serde_json::from_str(frame).map_err(wrong)?;
            if let (Cursor::Done(revision), "hamlet") = (&frame.to, frame.kind) {
                self.saw = *revision;
            }
            self.cursors.insert(frame.stream.into(), frame.to);
        }
        Ok(serde_json::from_str::<End>(end).map_err(wrong)?.more)
    }
}

/// A frame without its records: the demonstration's phones keep nothing.
#[derive(Deserialize)]
struct FrameHead<'a> {
    stream: &'a str,
    kind: &'a str,
    to: Cursor,
}

/// How often each fate was given.
#[derive(Debug, Clone, Default)]
pub struct Fates(pub BTreeMap<String, u64>);

fn wire(operation: &Operation, saw: i64) -> WireOp {
    let mut body = operation.body.clone();
    body.set_saw(saw);
    WireOp {
        id: operation.id,
        kind: body.kind().into(),
        version: 1,
        stamp: operation.stamp,
        body: serde_json::to_value(&body).unwrap_or_default(),
    }
}

pub(crate) struct Carrier {
    db: Db,
    ids: Arc<dyn Ids>,
    service: Arc<Service>,
    clock: Arc<ManualClock>,
    pub handsets: Vec<Handset>,
    pub fates: Fates,
    pub operations: u64,
    waiting: Vec<Exchange>,
}

impl Carrier {
    pub(crate) fn new(
        db: Db,
        service: Arc<Service>,
        clock: Arc<ManualClock>,
        ids: Arc<dyn Ids>,
        handsets: Vec<Handset>,
    ) -> Self {
        Self { db, ids, service, clock, handsets, fates: Fates::default(), operations: 0, waiting: Vec::new() }
    }

    /// Takes an exchange; serves those that waited when this one does not belong with them. True when it served.
    pub(crate) async fn take(&mut self, exchange: Exchange) -> Result<bool, SyncError> {
        let first = self.waiting.first().map_or(exchange.at, |first| first.at);
        let apart = exchange.at.0 - first.0 > TOGETHER_SECONDS * 1_000_000;
        let again = self.waiting.iter().any(|other| other.member == exchange.member);
        let serve = apart || again || self.waiting.len() >= MOST;
        if serve {
            self.serve().await?;
        }
        self.waiting.push(exchange);
        Ok(serve)
    }

    /// Serves what waits, all at once: the clock stands at the last of them.
    pub(crate) async fn serve(&mut self) -> Result<(), SyncError> {
        let exchanges = std::mem::take(&mut self.waiting);
        let Some(now) = exchanges.last().map(|last| last.at) else { return Ok(()) };
        self.clock.set(now);
        let tokens = self.called(&exchanges, now).await?;
        let mut open: HashSet<usize> = (0..exchanges.len()).collect();
        let mut round = 0;
        while !open.is_empty() {
            let mut calls = Vec::new();
            for n in (0..exchanges.len()).filter(|n| open.contains(n)) {
                let Some(handset) = self.handsets.get(exchanges[n].member) else { continue };
                let mut request = handset.request(&exchanges[n], now);
                // An answer that was lost makes the phone send all of it once more; afterwards it only fetches the rest.
                if round > usize::from(exchanges[n].repeated) {
                    request.ops.clear();
                }
                self.operations += request.ops.len() as u64;
                let (service, caller) = (self.service.clone(), handset.caller);
                let token = tokens.get(n).cloned().flatten();
                calls.push((n, tokio::spawn(async move { service.sync(caller, request, token).await })));
            }
            for (n, call) in calls {
                let answer = call.await.map_err(|_| SyncError::Form("an exchange broke off"))??;
                if exchanges[n].repeated && round == 0 {
                    continue;
                }
                let Some(handset) = self.handsets.get_mut(exchanges[n].member) else { continue };
                if !handset.read(&answer, &mut self.fates)? {
                    open.remove(&n);
                }
            }
            round += 1;
        }
        Ok(())
    }

    /// What the route does with a token before it syncs: who it is, when it called, what it holds, a new token when one is
    /// due.
    async fn called(&self, exchanges: &[Exchange], now: Instant) -> Result<Vec<Option<String>>, SyncError> {
        let callers: Vec<(String, i64)> = exchanges
            .iter()
            .filter_map(|exchange| Some((self.handsets.get(exchange.member)?.token.clone(), exchange.held as i64)))
            .collect();
        let ids = self.ids.clone();
        let called = self.db.write(move |tx| {
            let mut tokens = Vec::with_capacity(callers.len());
            for (token, held) in &callers {
                let (device, next) = device::by_token(tx, token)?.ok_or(db::Error::NoRow)?;
                tokens.push(device::called(tx, &*ids, now, (&device, next), *held)?);
            }
            Ok::<_, db::Error>(tokens)
        });
        Ok(called.await?)
    }

    /// Sealed copies of a phone that was revoked, once their seals are off.
    pub(crate) async fn take_sealed(&mut self, exchange: &Exchange) -> Result<(), SyncError> {
        self.serve().await?;
        self.clock.set(exchange.at);
        let Some(handset) = self.handsets.get(exchange.member) else { return Ok(()) };
        let ops: Vec<WireOp> = exchange.operations.iter().map(|operation| wire(operation, handset.saw)).collect();
        self.operations += ops.len() as u64;
        let caller = Caller { revoked: true, ..handset.caller };
        for fate in self.service.take(caller, ops).await? {
            *self.fates.0.entry(fate.fate).or_default() += 1;
        }
        Ok(())
    }
}
