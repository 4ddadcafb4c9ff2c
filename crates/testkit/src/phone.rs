//! A phone as a test needs it: it keeps what the server sent, as the contract says, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use base::{Clock, Ids, ManualClock, Uuid};
use serde_json::{Value, json};
use sync::wire::{Cursor, End, Frame, Head, SyncRequest, WireOp};
use sync::{Answer, Service, SyncError};

use crate::world::Member;

/// What a sync brought.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The first line.
    pub head: Head,
    /// The frames.
    pub frames: Vec<Frame>,
}

/// A phone's copy, outbox and shelf.
#[derive(Debug, Clone)]
pub struct Pocket {
    /// Whose.
    pub member: Member,
    /// What it holds, by stream and record.
    pub records: BTreeMap<String, BTreeMap<Uuid, (String, Value)>>,
    /// How far it has read.
    pub cursors: BTreeMap<String, Cursor>,
    /// The epoch that they belong to.
    pub epoch: String,
    /// What waits to be sent.
    pub outbox: Vec<WireOp>,
    /// What was acknowledged and is not safe yet.
    pub shelf: Vec<(i64, WireOp)>,
    /// Fates as they came.
    pub fates: BTreeMap<Uuid, String>,
    /// How far its clock is ahead of the server's, in milliseconds.
    pub ahead_ms: i64,
    counter: i64,
    stamp_ms: i64,
}

impl Pocket {
    /// An empty phone.
    pub fn new(member: Member) -> Self {
        Self {
            member,
            records: BTreeMap::new(),
            cursors: BTreeMap::new(),
            epoch: String::new(),
            outbox: Vec::new(),
            shelf: Vec::new(),
            fates: BTreeMap::new(),
            ahead_ms: 0,
            counter: 0,
            stamp_ms: 0,
        }
    }

    /// Writes an operation into the outbox and gives its id.
    pub fn write(&mut self, clock: &ManualClock, ids: &dyn Ids, kind: &str, body: Value) -> Uuid {
        let now = clock.now().plus_millis(self.ahead_ms);
        self.stamp_ms = self.stamp_ms.max(now.millis());
        self.counter += 1;
        let id = ids.id(now);
        let op = WireOp { id, kind: kind.into(), version: 1, stamp: (self.stamp_ms, self.counter), body };
        self.outbox.push(op);
        id
    }

    /// Writes a visit of a household and gives (operation, visit).
    pub fn visit(
        &mut self,
        clock: &ManualClock,
        ids: &dyn Ids,
        (household, people): (Uuid, &[Uuid]),
        (day, practised): (&str, &[(Uuid, &str, i64)]),
    ) -> (Uuid, Uuid) {
        let now = clock.now().plus_millis(self.ahead_ms);
        let visit = ids.id(now);
        let practised: Vec<Value> = practised
            .iter()
            .map(|(who, skill, level)| json!({ "resident": who, "skill": skill, "level": level }))
            .collect();
        let body = json!({
            "visit": visit, "household": household, "day": day, "chosen": 1, "at": now.millis(),
            "people": people, "practised": practised, "next": { "step": "done" },
        });
        (self.write(clock, ids, "visit.record", body), visit)
    }

    /// The request that it would send now, with its first `most` operations.
    pub fn request(&self, clock: &ManualClock, most: usize) -> SyncRequest {
        SyncRequest {
            v: 1,
            epoch: self.epoch.clone(),
            now: clock.now().millis() + self.ahead_ms,
            cursors: self.cursors.clone(),
            ops: self.outbox.iter().take(most).cloned().collect(),
            held: self.outbox.len().saturating_sub(most) as i64,
            period: None,
            heard: 0,
        }
    }

    /// Takes in an answer, or only its first `lines` lines: a cut transfer.
    pub fn take(&mut self, answer: &Answer, lines: usize) -> Sent {
        let head: Head = serde_json::from_str(&answer.lines[0]).expect("a head");
        if head.epoch != self.epoch {
            self.epoch.clone_from(&head.epoch);
            self.records.clear();
            self.cursors.clear();
            let shelf = std::mem::take(&mut self.shelf);
            let back: Vec<WireOp> = shelf.into_iter().map(|(_, op)| op).collect();
            self.outbox.splice(0..0, back);
        }
        self.stamp_ms = self.stamp_ms.max(head.stamp.0);
        for fate in &head.fates {
            self.fates.insert(fate.id, fate.fate.clone());
            let Some(at) = self.outbox.iter().position(|op| op.id == fate.id) else { continue };
            let op = self.outbox.remove(at);
            // Refused content is the server's to keep as well: until it is safe, the phone can give it back.
            self.shelf.push((fate.at, op));
        }
        self.shelf.retain(|(at, _)| *at > head.safe);
        for ended in &head.ended {
            self.records.remove(ended);
            self.cursors.remove(ended);
        }
        let end = answer.lines.len() - 1;
        let frames: Vec<Frame> = answer.lines[1..lines.clamp(1, end)]
            .iter()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect();
        for frame in &frames {
            self.apply(frame);
        }
        Sent { head, frames }
    }

    fn apply(&mut self, frame: &Frame) {
        let held = self.records.entry(frame.stream.clone()).or_default();
        if frame.start {
            held.clear();
        }
        for (kind, id, content) in &frame.records {
            held.insert(*id, (kind.clone(), content.clone()));
        }
        for (id, _, _) in &frame.left {
            held.remove(id);
        }
        self.cursors.insert(frame.stream.clone(), frame.to.clone());
    }

    /// Syncs until there is nothing more, and gives the last answer.
    pub async fn sync(&mut self, service: &Service, clock: &ManualClock) -> Result<Sent, SyncError> {
        loop {
            let answer = service.sync(self.member.caller, self.request(clock, 500), None).await?;
            let sent = self.take(&answer, usize::MAX);
            let more =
                answer.lines.last().and_then(|line| serde_json::from_str::<End>(line).ok()).is_some_and(|e| e.more);
            let offers = !self.outbox.is_empty() && self.outbox.iter().any(|op| !self.fates.contains_key(&op.id));
            if !more && !offers {
                return Ok(sent);
            }
        }
    }

    /// A record by id, whatever its stream.
    pub fn record(&self, id: Uuid) -> Option<&Value> {
        self.records.values().find_map(|held| held.get(&id)).map(|(_, content)| content)
    }

    /// The ids of all records of a kind.
    pub fn ids_of(&self, kind: &str) -> BTreeSet<Uuid> {
        let all = self.records.values().flatten();
        all.filter(|(_, (known, _))| known == kind).map(|(id, _)| *id).collect()
    }
}
