//! Signing in, for people who forget: invitations that the leader shows, passwords for the desk, sessions and phones that
//! are listed and can be taken off the list.

pub mod invite;
mod model;
pub mod office;
mod routes;
mod rules;
pub mod server_key;
mod store;

pub use model::{
    Accept, Accepted, AccountShown, AccountsOfUnit, ChosenPassword, DecisionShown, DeskInvitation, DeviceShown,
    GrantShown, InvitationKind, InvitationMade, InvitationShown, Invite, InviteOfficial, Me, NewPassword, OfficeShown,
    OfficialInvited, ServerKey, SessionShown, SignIn,
};
pub use routes::routes;
