//! Who did what, as hash chains: one a stream, a few a part for accounts, grants and reads. A row holds ids, field names and
//! hashes; what can be erased lies in `audit_content`, so that erasure keeps the chain whole.

mod anchor;
mod chain;
mod replay;
mod store;
mod verify;

pub use anchor::{Anchor, anchor, anchors};
pub use chain::{Entry, Row, link};
pub use store::{Chain, append, append_with_content, erase, read_in_bulk, write};
pub use verify::{Broken, verify};
