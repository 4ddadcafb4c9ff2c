//! The routes of this room.

mod accept;
mod accounts;
mod answers;
mod desk_invitations;
mod devices;
mod invitations;
mod me;
mod offices;
mod password;
mod server_key;
mod sessions;
mod sign_in;

use api::AppState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as route;

/// All routes of this room.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(route!(sign_in::sign_in, sessions::sign_out))
        .routes(route!(sign_in::from_phone))
        .routes(route!(sessions::list))
        .routes(route!(sessions::end))
        .routes(route!(me::me))
        .routes(route!(password::change))
        .routes(route!(devices::mine))
        .routes(route!(devices::of_unit))
        .routes(route!(devices::revoke))
        .routes(route!(invitations::make))
        .routes(route!(invitations::show))
        .routes(route!(accept::accept))
        .routes(route!(desk_invitations::show, desk_invitations::accept))
        .routes(route!(accounts::list, accounts::invite))
        .routes(route!(offices::renew))
        .routes(route!(offices::end))
        .routes(route!(server_key::show))
}
