//! Every figure is counted, never typed. Facts become signed changes ([`Deltas`]); an atom's figures are kept in the
//! transaction of its facts, the tiers above are folded from a queue, distinct counts come from `reach`, and
//! [`verify`] recounts it all.

pub mod catalogue;
pub mod catch_up;
mod delta;
pub mod fold;
pub mod reach;
pub mod read;
pub mod reasons;
pub mod verify;
pub mod write;

pub use delta::{COLUMNS, Columns, Deltas, Group, Key, Place, plain};
