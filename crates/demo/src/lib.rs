//! The demonstration: a year in Hòa Bình district, made by a seeded generator and sent through the endpoint's own code.

mod dice;
pub mod district;
pub mod family;
pub mod names;
pub mod operation;
mod posts;
pub mod year;

pub use dice::Dice;
pub use district::{District, Hamlet};
pub use names::{Names, Sex};
pub use year::{Exchange, Turn, Year};
