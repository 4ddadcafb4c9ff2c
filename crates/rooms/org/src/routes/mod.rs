//! Units and teams as the desk asks for them.

mod checks;
mod export;
mod hamlets;
mod lists;
mod lists_wire;
mod teams;
mod units;
mod wire;

use api::AppState;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this room.
pub fn routes() -> OpenApiRouter<AppState> {
    let files = OpenApiRouter::new()
        .routes(routes!(lists::preview))
        .routes(routes!(lists::import, lists::history))
        .layer(DefaultBodyLimit::max(sheets::Limits::default().bytes as usize));
    OpenApiRouter::new()
        .merge(files)
        .routes(routes!(export::roster))
        .routes(routes!(lists::undo))
        .routes(routes!(checks::show))
        .routes(routes!(hamlets::list))
        .routes(routes!(units::list))
        .routes(routes!(units::show))
        .routes(routes!(units::children))
        .routes(routes!(teams::list))
        .routes(routes!(teams::show))
}
