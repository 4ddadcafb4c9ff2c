use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use access::Scope;
use base::{Day, Ids, Instant, Uuid};
use db::{Result, Tx};
use serde_json::Value;

use crate::stream::{Kind, Stream, Streams};

/// An operation on its way to a room.
#[derive(Debug, Clone)]
pub struct Op {
    /// Made by the phone.
    pub id: Uuid,
    /// A declared kind.
    pub kind: String,
    /// The version of the body's form.
    pub version: i64,
    /// The phone's stamp, clamped to ten minutes ahead of the server.
    pub stamp: (i64, i64),
    /// The stamp was too far ahead and was clamped: its clock is in doubt.
    pub clamped: bool,
    /// The body.
    pub body: Value,
    /// Hash over kind, version, stamp and body.
    pub hash: String,
    /// The device that made it.
    pub device: Uuid,
    /// Its author.
    pub account: Uuid,
    /// How far the phone's clock was behind the server's when it sent this, in milliseconds.
    pub skew_ms: i64,
    /// The leader who accepted it, where it came in through their list: their word stands for the author's scope.
    pub accepted_by: Option<Uuid>,
}

/// Why an operation is not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// A stable code.
    pub code: &'static str,
    /// What the sentence needs, as an object.
    pub params: Value,
    /// What the author can do about it.
    pub mend: &'static [&'static str],
    /// The hamlet whose leader sees it; None: only the author does.
    pub hamlet: Option<Uuid>,
}

/// What a room says of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Kept, in this hamlet; what waits for one of `made` can go on.
    Kept {
        /// The hamlet whose stream carries it.
        hamlet: Uuid,
        /// Ids that exist from now on.
        made: Vec<Uuid>,
    },
    /// Refused for good, content kept.
    Refused(Refusal),
    /// It builds on an id that is not there yet.
    Waits {
        /// That id.
        on: Uuid,
        /// The hamlet whose leader sees it, if known.
        hamlet: Option<Uuid>,
    },
}

/// What a room needs to apply operations: time, ids, the locked streams, and who may what.
pub struct Push<'a> {
    /// The part that everything in this transaction belongs to.
    pub part: i64,
    /// The server's time.
    pub now: Instant,
    /// The server's day.
    pub today: Day,
    /// The map in force.
    pub map: i64,
    /// Makes ids.
    pub ids: &'a dyn Ids,
    /// The streams, locked; a room raises their revisions.
    pub streams: Streams,
    /// What each author may do.
    pub scopes: HashMap<Uuid, Arc<Scope>>,
}

/// A capability that takes operations.
pub trait Room: Send + Sync {
    /// The kinds that it declares.
    fn kinds(&self) -> &'static [&'static str];

    /// The hamlets whose streams these operations will touch, as far as the rows say before any lock.
    fn hamlets(&self, tx: &mut Tx<'_>, part: i64, ops: &[&Op]) -> Result<BTreeSet<Uuid>>;

    /// Whether operations of this kind can touch what is protected of those hamlets, so that its streams are locked too.
    fn touches_restricted(&self, kind: &str) -> bool;

    /// What may stay on file of the words of an operation that is refused; None: all of them.
    fn kept_of_refused(&self, op: &Op) -> Option<Value>;

    /// Judges and applies operations in their order, set-based, and gives a verdict for each.
    fn apply(&self, tx: &mut Tx<'_>, push: &mut Push<'_>, ops: &[&Op]) -> Result<Vec<Verdict>>;
}

/// One record of a stream.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its kind, such as `household`.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
    /// Its content; None: it has left the stream.
    pub content: Option<Value>,
}

/// A capability that fills streams of a kind.
pub trait Source: Send + Sync {
    /// Which kind.
    fn kind(&self) -> Kind;

    /// What changed after revision `since`. `period`: the reporting period whose figures the phone holds.
    fn changes(&self, tx: &mut Tx<'_>, stream: &Stream, since: i64, today: Day) -> Result<Vec<Record>>;

    /// The next records of a snapshot in key order after `after`, at most about `limit`, each with its key; an empty page ends it.
    fn page(
        &self,
        tx: &mut Tx<'_>,
        stream: &Stream,
        after: Option<&str>,
        limit: i64,
        today: Day,
    ) -> Result<Vec<(String, Record)>>;

    /// Records that go with every change, such as the server's own figures. Sent too when the period has turned.
    fn figures(&self, tx: &mut Tx<'_>, stream: &Stream, today: Day) -> Result<Vec<Record>>;
}
