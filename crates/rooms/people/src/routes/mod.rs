//! The routes of this room.

mod accept;
mod devices;
mod invitations;
mod me;
mod session;

use api::AppState;
use audit::Entry;
use base::{Instant, Uuid};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as route;

/// All routes of this room.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(route!(session::sign_in, session::sign_out))
        .routes(route!(session::from_phone))
        .routes(route!(session::list))
        .routes(route!(session::end))
        .routes(route!(me::me))
        .routes(route!(me::password))
        .routes(route!(devices::mine))
        .routes(route!(devices::of_unit))
        .routes(route!(devices::revoke))
        .routes(route!(invitations::make))
        .routes(route!(invitations::show))
        .routes(route!(accept::accept))
        .routes(route!(accept::server_key))
}

/// An entry of the audit log about an account.
fn entry(at: Instant, actor: Option<Uuid>, action: &str, subject: Uuid) -> Entry {
    Entry {
        at,
        actor,
        device: None,
        action: action.into(),
        subject: Some(subject),
        fields: String::new(),
        content_hash: String::new(),
    }
}
