//! All the SQL of this crate.

pub mod account;
pub mod device;
pub mod grants;
pub mod handset;
pub mod invitation;
pub(crate) mod scopes;
pub mod session;
pub mod throttle;
