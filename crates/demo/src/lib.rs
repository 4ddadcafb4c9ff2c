//! The demonstration: a year in Hòa Bình district, made by a seeded generator and sent through the endpoint's own code.

mod books;
mod carrier;
mod chance;
mod dice;
pub mod district;
mod doors;
mod error;
pub mod family;
mod group;
mod handset;
mod join;
mod load;
pub mod names;
pub mod operation;
mod owners;
mod posts;
mod progress;
pub mod setup;
pub mod tables;
pub mod year;

pub use dice::Dice;
pub use district::{District, Hamlet};
pub use doors::{Door, PASSWORD, doors};
pub use error::Error;
pub use handset::Fates;
pub use join::{Joined, join};
pub use load::{Loaded, MakeService, SEED, load};
pub use names::{Names, Sex};
pub use year::{Exchange, Turn, Year};
