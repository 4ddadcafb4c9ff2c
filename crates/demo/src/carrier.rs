//! Carries what the phones write to the endpoint's own code, under clocks that are turned through the year. Phones that
//! sync in the same hour are served together, as on a busy evening. A few such groups are on their way at a time, each
//! with a clock of its own: while one is told what is new, the operations of the next are committed.

use std::collections::VecDeque;
use std::sync::Arc;

use base::{Ids, ManualClock};
use db::Db;
use sync::{Caller, Service, SyncError};
use tokio::task::JoinHandle;

use crate::group::{Group, Landed};
use crate::handset::{Fates, Handset, wire};
use crate::year::Exchange;

/// Exchanges that begin within this time of each other go together.
const TOGETHER_SECONDS: i64 = 60 * 60;
/// …but no more than this many.
const MOST: usize = 160;

/// The endpoint's code with the clock by which it goes.
#[derive(Clone)]
pub(crate) struct Lane {
    pub service: Arc<Service>,
    pub clock: Arc<ManualClock>,
}

struct Flight {
    members: Vec<usize>,
    landing: JoinHandle<Result<Landed, SyncError>>,
}

pub(crate) struct Carrier {
    db: Db,
    ids: Arc<dyn Ids>,
    lanes: Vec<Lane>,
    pub handsets: Vec<Handset>,
    pub fates: Fates,
    pub operations: u64,
    waiting: Vec<Exchange>,
    flights: VecDeque<Flight>,
}

impl Carrier {
    pub(crate) fn new(db: Db, lanes: Vec<Lane>, ids: Arc<dyn Ids>, handsets: Vec<Handset>) -> Self {
        let (waiting, flights) = (Vec::new(), VecDeque::new());
        Self { db, ids, lanes, handsets, fates: Fates::default(), operations: 0, waiting, flights }
    }

    /// Takes an exchange; those that waited set off when this one does not belong with them.
    pub(crate) async fn take(&mut self, exchange: Exchange) -> Result<(), SyncError> {
        let first = self.waiting.first().map_or(exchange.at, |first| first.at);
        let apart = exchange.at.0 - first.0 > TOGETHER_SECONDS * 1_000_000;
        let again = self.waiting.iter().any(|other| other.member == exchange.member);
        if apart || again || self.waiting.len() >= MOST {
            self.set_off().await?;
        }
        self.waiting.push(exchange);
        Ok(())
    }

    /// Sends those that wait on their way, all at once; the clock stands at the last of them.
    async fn set_off(&mut self) -> Result<(), SyncError> {
        let exchanges = std::mem::take(&mut self.waiting);
        let Some(now) = exchanges.last().map(|last| last.at) else { return Ok(()) };
        let members: Vec<usize> = exchanges.iter().map(|exchange| exchange.member).collect();
        // A phone that is still on the line does not call a second time, and a clock is turned only when nobody needs it.
        while self.flights.len() >= self.lanes.len()
            || self.flights.iter().any(|f| f.members.iter().any(|m| members.contains(m)))
        {
            self.land().await?;
        }
        self.lanes.rotate_left(1);
        let Some(lane) = self.lanes.first() else { return Ok(()) };
        lane.clock.set(now);
        let handsets = members.iter().filter_map(|member| self.handsets.get(*member).cloned()).collect();
        let group = Group {
            db: self.db.clone(),
            ids: self.ids.clone(),
            service: lane.service.clone(),
            now,
            exchanges,
            handsets,
        };
        self.flights.push_back(Flight { members, landing: tokio::spawn(group.serve()) });
        Ok(())
    }

    /// Waits for the group that set off first.
    async fn land(&mut self) -> Result<(), SyncError> {
        let Some(flight) = self.flights.pop_front() else { return Ok(()) };
        let landed = flight.landing.await.map_err(|_| SyncError::Form("a group of exchanges broke off"))??;
        for (member, handset) in flight.members.into_iter().zip(landed.handsets) {
            if let Some(known) = self.handsets.get_mut(member) {
                *known = handset;
            }
        }
        self.operations += landed.operations;
        self.fates.add(landed.fates);
        Ok(())
    }

    /// Until everybody is back.
    pub(crate) async fn settle(&mut self) -> Result<(), SyncError> {
        self.set_off().await?;
        while !self.flights.is_empty() {
            self.land().await?;
        }
        Ok(())
    }

    /// Sealed copies of a phone that was revoked, once their seals are off.
    pub(crate) async fn take_sealed(&mut self, exchange: &Exchange) -> Result<(), SyncError> {
        self.settle().await?;
        let (Some(lane), Some(handset)) = (self.lanes.first(), self.handsets.get(exchange.member)) else {
            return Ok(());
        };
        lane.clock.set(exchange.at);
        let ops: Vec<_> = exchange.operations.iter().map(|operation| wire(operation, handset.saw)).collect();
        self.operations += ops.len() as u64;
        let caller = Caller { revoked: true, ..handset.caller };
        for fate in lane.service.take(caller, ops).await? {
            self.fates.count(fate);
        }
        Ok(())
    }
}
