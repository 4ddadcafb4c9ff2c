//! What the desk and scripts get: figures and what stands beside them.

mod card;
mod dashboard;
mod figure;
mod map;
mod people;
mod sending;
mod unit;

pub use card::*;
pub use dashboard::*;
pub use figure::*;
pub use map::*;
pub use people::*;
pub use sending::*;
pub use unit::*;
