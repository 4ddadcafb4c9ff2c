use std::collections::BTreeSet;
use std::sync::Arc;

use access::device;
use base::{Ids, Instant};
use db::Db;
use sync::{Service, SyncError};

use crate::handset::{Fates, Handset};
use crate::year::Exchange;

/// Phones that sync at the same time.
pub(crate) struct Group {
    pub db: Db,
    pub ids: Arc<dyn Ids>,
    pub service: Arc<Service>,
    pub now: Instant,
    pub exchanges: Vec<Exchange>,
    /// One for each exchange.
    pub handsets: Vec<Handset>,
}

/// The phones as they are afterwards, and what became of what they sent.
pub(crate) struct Landed {
    pub handsets: Vec<Handset>,
    pub fates: Fates,
    pub operations: u64,
}

impl Group {
    /// Serves them until none has more to fetch.
    pub(crate) async fn serve(mut self) -> Result<Landed, SyncError> {
        let tokens = self.called().await?;
        let (mut fates, mut operations) = (Fates::default(), 0);
        let mut open: BTreeSet<usize> = (0..self.exchanges.len()).collect();
        let mut round = 0;
        while !open.is_empty() {
            let mut calls = Vec::new();
            for n in &open {
                let (Some(exchange), Some(handset)) = (self.exchanges.get(*n), self.handsets.get(*n)) else { continue };
                // An answer that was lost makes the phone send all of it once more; afterwards it only fetches the rest.
                let request = handset.request(exchange, self.now, round <= usize::from(exchange.repeated));
                operations += request.ops.len() as u64;
                let (service, caller, token) =
                    (self.service.clone(), handset.caller, tokens.get(*n).cloned().flatten());
                calls.push((*n, tokio::spawn(async move { service.sync(caller, request, token).await })));
            }
            for (n, call) in calls {
                let answer = call.await.map_err(|_| SyncError::Form("an exchange broke off"))??;
                let lost = round == 0 && self.exchanges.get(n).is_some_and(|exchange| exchange.repeated);
                let Some(handset) = self.handsets.get_mut(n).filter(|_| !lost) else { continue };
                if !handset.read(&answer, &mut fates)? {
                    open.remove(&n);
                }
            }
            round += 1;
        }
        Ok(Landed { handsets: self.handsets, fates, operations })
    }

    /// What the route does with a token before it syncs: who it is, when it called, what it holds, a new token when one is
    /// due.
    async fn called(&self) -> Result<Vec<Option<String>>, SyncError> {
        let held = self.exchanges.iter().map(|exchange| exchange.held as i64);
        let callers: Vec<(String, i64)> = self.handsets.iter().map(|handset| handset.token.clone()).zip(held).collect();
        let (ids, now) = (self.ids.clone(), self.now);
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
}
