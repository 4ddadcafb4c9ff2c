//! Accounts, grants, devices, and the one place that decides who may: [`Scope`].

pub mod account;
pub mod device;
pub mod grants;
pub mod invitation;
mod login;
pub mod password;
mod role;
pub mod scope;
pub mod secret;
pub mod session;
pub mod throttle;

pub use login::{LoginError, normalise};
pub use role::{Action, Reach, Role};
pub use scope::{Grant, Root, Scope};
