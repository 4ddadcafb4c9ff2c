//! Signing in, for people who forget: invitations that the leader shows, passwords for the desk, sessions and phones that
//! are listed and can be taken off the list.

mod invite;
pub mod server_key;
pub mod routes;
mod store;
pub mod token;

pub use routes::routes;
