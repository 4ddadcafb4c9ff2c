//! Figures that other offices have and send. They are kept as they came, with whoever sent them and by which document; a
//! correction is added and takes nothing away. They stand beside what is counted and are never added to it.

mod model;
mod read;
mod routes;
mod rules;
mod store;
mod write;

pub use model::{Entering, Row, SentCell, SentLine, SentOverview, SentRow, SentTable, SentValue};
pub use read::{overview, table};
pub use routes::{enter, of_indicator, of_unit};
pub use rules::Refusal;
pub use write::{By, keep};

pub(crate) use routes::{__path_enter, __path_of_indicator, __path_of_unit};
