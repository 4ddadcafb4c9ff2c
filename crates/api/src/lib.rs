//! What every route shares: the state, who is asking, how a failure answers, and the parts of the contract.

mod body;
mod contract;
mod download;
mod failure;
mod gate;
mod origin;
mod phone;
mod signed;
mod state;

pub use body::{Asked, Body, IdPath, TextPath};
pub use contract::{Binary, PhoneFailures, PublicFailures, Security, SignedFailures, for_clients};
pub use download::Spreadsheet;
pub use failure::{Failure, Problem};
pub use gate::{Seen, place, see, see_all, see_any};
pub use origin::{BehindProxy, ClientAddress};
pub use phone::{Phone, Whole};
pub use signed::{COOKIE, FromOurPages, Signed, cookie, cookie_gone};
pub use state::AppState;
