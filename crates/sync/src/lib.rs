//! The phone proposes, the server decides: operations come in, each gets a fate and a lasting receipt; what changed goes
//! out as frames of the streams one is subscribed to. Bodies of operations and records of streams belong to the rooms,
//! which plug in through [`Room`] and [`Source`].

mod committer;
pub mod office;
mod own_kinds;
mod own_sources;
mod pull;
mod push;
mod receipt;
mod room;
pub mod sealed;
mod service;
mod settle;
mod snapshot;
mod stream;
pub mod verify;
pub mod wire;

pub use own_sources::open_entries;
pub use room::{Op, Push, Record, Refusal, Room, Source, Verdict};
pub use service::{Answer, Caller, Service, SyncError};
pub use settle::{Settlement, settle};
pub use stream::{Kind, Stream, Streams, stream_id};
