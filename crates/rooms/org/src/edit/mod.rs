//! The organisation kept true by hand: one team, one member, one decision at a time. What follows from a change (streams,
//! figures, accounts, roles, the log) is written by the same hand that brings lists in.

mod decisions;
mod handover;
mod hold;
mod members;
mod people;
mod refusal;
pub mod rules;
mod teams;

pub use decisions::{Decided, DecisionForm, FILE_BYTES, Paper, attach, decide, paper, redecide, take_away};
pub use handover::{Handover, Leaving, Passed, hand_over, leaving};
pub use members::{MemberForm, add, change, end};
pub use people::{Somebody, search};
pub use refusal::{EditError, Refusal};
pub use teams::{TeamForm, close, found, rename};
