//! Signing in, for people who forget: invitations that the leader shows, passwords for the desk, sessions and phones that
//! are listed and can be taken off the list.

pub mod invite;
mod model;
mod routes;
mod rules;
pub mod server_key;
mod store;

pub use model::{
    Accept, Accepted, DecisionShown, DeviceShown, GrantShown, InvitationKind, InvitationMade, InvitationShown, Invite,
    Me, NewPassword, ServerKey, SessionShown, SignIn,
};
pub use routes::routes;
