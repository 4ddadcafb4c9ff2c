//! Databases, people and a small tree for tests.

mod databases;
pub mod postgres;

pub use databases::{TestDb, on_both};
