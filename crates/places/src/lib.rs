//! The tree of units, its history, atoms and parts. A unit is named by code and vintage (`31918@2025`), never by a code
//! alone; the year names the map. Each installation says which map is in force, and 'today' is read on it.
//! Closures over days: `valid_from` is the first day, `valid_to` the first day no more.

mod code;
pub mod hamlets;
pub mod import;
mod lookup;
mod model;
mod name_key;
mod rows;
pub mod source;
pub mod store;

pub use code::{CodeAtYear, UnitCode};
pub use lookup::{LookupError, resolve, resolve_many};
pub use model::{Atom, FIRST_DAY, MapOfUnits, Succession, Tier, Unit, UnitRef, Vintage};
pub use name_key::name_key;
pub use rows::{RowError, RowErrors, read_rows};
