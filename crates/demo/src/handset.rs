use std::collections::BTreeMap;

use base::Instant;
use serde::Deserialize;
use sync::wire::{Cursor, End, Fate, Head, SyncRequest, WireOp};
use sync::{Answer, Caller, SyncError};

use crate::operation::Operation;
use crate::year::Exchange;

/// A phone, as far as the server's answers have brought it.
#[derive(Debug, Clone)]
pub(crate) struct Handset {
    pub caller: Caller,
    epoch: String,
    cursors: BTreeMap<String, Cursor>,
    /// How far the book of its hamlet is read: what an edit saw.
    pub saw: i64,
    pub token: String,
}

impl Handset {
    pub(crate) fn new(caller: Caller, token: String) -> Self {
        Self { caller, epoch: String::new(), cursors: BTreeMap::new(), saw: 0, token }
    }

    /// What the phone sends; `whole`: its operations too, not only its cursors.
    pub(crate) fn request(&self, exchange: &Exchange, now: Instant, whole: bool) -> SyncRequest {
        let skew = exchange.phone_clock.millis() - exchange.at.millis();
        let sent = if whole { exchange.operations.as_slice() } else { &[] };
        let ops = sent.iter().map(|operation| wire(operation, self.saw)).collect();
        SyncRequest {
            v: 1,
            epoch: self.epoch.clone(),
            now: now.millis() + skew,
            cursors: self.cursors.clone(),
            ops,
            held: exchange.held as i64,
            period: None,
            heard: 0,
        }
    }

    /// Takes in an answer; true when there is more to fetch.
    pub(crate) fn read(&mut self, answer: &Answer, fates: &mut Fates) -> Result<bool, SyncError> {
        let wrong = |_| SyncError::Form("the answer cannot be read");
        let Some((head, rest)) = answer.lines.split_first() else { return Err(SyncError::Form("an empty answer")) };
        let head: Head = serde_json::from_str(head).map_err(wrong)?;
        if head.epoch != self.epoch {
            self.epoch = head.epoch;
            self.cursors.clear();
        }
        head.fates.into_iter().for_each(|fate| fates.count(fate));
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

impl Fates {
    pub(crate) fn count(&mut self, fate: Fate) {
        let word = match fate.reason {
            Some(reason) => format!("{} {}", fate.fate, reason.code),
            None => fate.fate,
        };
        *self.0.entry(word).or_default() += 1;
    }

    pub(crate) fn add(&mut self, more: Self) {
        more.0.into_iter().for_each(|(word, count)| *self.0.entry(word).or_default() += count);
    }
}

/// As it goes over the wire.
pub(crate) fn wire(operation: &Operation, saw: i64) -> WireOp {
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
