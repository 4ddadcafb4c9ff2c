//! Units and teams as the desk asks for them.

mod teams;
mod units;
mod wire;

use api::AppState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this room.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(units::list))
        .routes(routes!(units::show))
        .routes(routes!(units::children))
        .routes(routes!(teams::list))
        .routes(routes!(teams::show))
}
