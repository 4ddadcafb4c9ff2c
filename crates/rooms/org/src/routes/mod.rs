//! Units and teams as the desk asks for them.

mod checks;
mod decisions;
mod edit;
mod edit_wire;
mod export;
mod hamlets;
mod lines;
mod lists;
mod teams;
mod units;
mod wire;

use api::AppState;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::edit::FILE_BYTES;

/// The routes of this room.
pub fn routes() -> OpenApiRouter<AppState> {
    let files = OpenApiRouter::new()
        .routes(routes!(lists::preview))
        .routes(routes!(lists::import))
        .layer(DefaultBodyLimit::max(crate::upload::body_limit()));
    let papers = OpenApiRouter::new()
        .routes(routes!(decisions::attach, decisions::file))
        .layer(DefaultBodyLimit::max(FILE_BYTES + 1_024));
    OpenApiRouter::new()
        .merge(files)
        .merge(papers)
        .routes(routes!(decisions::add))
        .routes(routes!(decisions::change, decisions::remove))
        .routes(routes!(edit::add))
        .routes(routes!(edit::change_member))
        .routes(routes!(edit::end_member))
        .routes(routes!(edit::close))
        .routes(routes!(edit::people))
        .routes(routes!(lists::history))
        .routes(routes!(lines::show))
        .routes(routes!(export::roster))
        .routes(routes!(lists::undo))
        .routes(routes!(checks::show))
        .routes(routes!(hamlets::list))
        .routes(routes!(units::list))
        .routes(routes!(units::show))
        .routes(routes!(units::children))
        .routes(routes!(teams::list, edit::found))
        .routes(routes!(teams::show, edit::change))
}
