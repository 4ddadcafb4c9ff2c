//! A spreadsheet on its way in at the desk, whatever kind of list it is: seen first, then brought in, all of it or nothing. The
//! file travels with each request and is kept nowhere.

mod asked;
mod did;
mod form;
mod kept;
mod sheet;
mod take;
mod wire;

pub use asked::{Asked, Basis, BasisKind, Said};
pub use did::{Did, HamletCount};
pub use form::{ListForm, Upload, body_limit};
pub use kept::{KeptShown, refused};
pub use sheet::spreadsheet;
pub use take::{Given, Way, commune, take};
pub use wire::ListBody;
