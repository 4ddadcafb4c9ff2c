//! Teams, people and posts: the organisation of a locality, as decided by which decision and when.

mod accounts;
pub mod checks;
pub mod edit;
mod figures;
pub mod hamlets;
pub mod import;
pub mod likeness;
pub mod lists;
mod model;
mod offices;
pub mod phone;
pub mod published;
mod recount;
mod routes;
mod source;
pub mod store;
pub mod upload;
pub mod words;

pub use figures::{MemberFact, TeamFact, hamlet, member, teams};
pub use model::{Decision, Membership, Team};
pub use recount::OrgRecount;
pub use routes::routes;
pub use source::CommuneSource;
