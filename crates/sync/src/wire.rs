//! The messages of `POST /api/sync`, as they stand in the contract. Fields at their default may be left out.

use std::collections::BTreeMap;

use base::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The most operations that one request may carry.
pub const MAX_OPS: usize = 500;

/// What a phone sends: its pending operations and how far it has read.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncRequest {
    /// The version of this message: 1.
    #[schema(minimum = 1, maximum = 1)]
    pub v: u8,
    /// The epoch of the database that the cursors belong to; empty at the first time.
    #[serde(default)]
    #[schema(max_length = 16)]
    pub epoch: String,
    /// What the phone's clock says, in milliseconds.
    pub now: i64,
    /// Per stream (22 characters, base64url of its id) the revision read, or [revision, where a snapshot was cut].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cursors: BTreeMap<String, Cursor>,
    /// Pending operations, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    pub ops: Vec<WireOp>,
    /// How many operations the phone still holds after these.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schema(minimum = 0)]
    pub held: i64,
    /// The reporting period whose figures the phone holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 16)]
    pub period: Option<String>,
    /// When the phone's last whole answer was given, by the server's clock (milliseconds). Figures of another day come anew.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schema(minimum = 0)]
    pub heard: i64,
}

fn is_zero(n: &i64) -> bool {
    *n == 0
}

/// How far a stream was read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Cursor {
    /// Everything up to this revision.
    Done(i64),
    /// A snapshot made at this revision, up to and including this key.
    Partway(i64, String),
}

/// One operation as the phone wrote it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WireOp {
    /// Made by the phone, UUIDv7.
    pub id: Uuid,
    /// A declared kind, such as `visit.record`.
    #[schema(max_length = 40)]
    pub kind: String,
    /// The version of the body's form.
    pub version: i64,
    /// The hybrid clock of the phone: milliseconds and a counter.
    #[schema(value_type = Vec<i64>, min_items = 2, max_items = 2)]
    pub stamp: (i64, i64),
    /// The body, whose form the kind declares.
    pub body: Value,
}

/// The first line of an answer.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
pub struct Head {
    /// The epoch of the database. Another one than the phone's: drop the copy, offer the shelf again.
    pub epoch: String,
    /// What the server's clock says, in milliseconds.
    pub now: i64,
    /// The phone's stamps never go below this one.
    #[schema(value_type = Vec<i64>, min_items = 2, max_items = 2)]
    pub stamp: (i64, i64),
    /// What was received up to here (milliseconds) is in a verified backup.
    pub safe: i64,
    /// What became of each operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<Fate>,
    /// Streams that the phone sent a cursor for and is no longer subscribed to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<String>,
    /// A new token; the old one stays valid until this one is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// What became of one operation.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct Fate {
    /// Which operation.
    pub id: Uuid,
    /// `kept`, `refused` or `waiting`.
    pub fate: String,
    /// When the server received it, in milliseconds.
    pub at: i64,
    /// Why, where it was not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// Why an operation was refused or waits, and how it can be mended.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct Reason {
    /// A stable code; the app owns the sentence.
    pub code: String,
    /// What the sentence needs.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub params: Value,
    /// What the author can do: `edit`, `hand_over`, `ask`, `dismiss`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mend: Vec<String>,
}

/// One further line of an answer: records of one stream, applied in one transaction with the cursor `to`.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
pub struct Frame {
    /// Which stream.
    pub stream: String,
    /// Its kind.
    pub kind: String,
    /// What it is about: a unit, an account.
    pub subject: Uuid,
    /// How far the phone has read once this is applied.
    pub to: Cursor,
    /// A snapshot begins: drop what is held of the stream.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub start: bool,
    /// [kind, id, content]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Vec<Value>>)]
    pub records: Vec<(String, Uuid, Value)>,
    /// [id, name of the unit it went to, day]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Vec<Value>>)]
    pub left: Vec<(Uuid, Option<String>, String)>,
}

/// The last line of an answer.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
pub struct End {
    /// Always true.
    pub end: bool,
    /// There is more: call again at once.
    pub more: bool,
}
