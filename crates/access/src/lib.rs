//! Accounts, grants, devices, and the one place that decides who may: [`Scope`].

mod login;
pub mod password;
mod role;
pub mod scope;
pub mod secret;
mod store;

pub use login::{LoginError, normalise};
pub use role::{Action, Reach, Role};
pub use scope::{Grant, Root, Scope};
pub use store::{account, device, grants, handset, invitation, session, throttle};
