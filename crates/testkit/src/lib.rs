//! Databases, people and a small tree for tests.

mod databases;
mod phone;
mod plans;
pub mod postgres;
mod world;

pub use databases::{TestDb, folder, on_both};
pub use phone::{Pocket, Sent};
pub use plans::full_scans;
pub use world::{HAMLETS, Member, World};
