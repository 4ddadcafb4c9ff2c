//! The phone's door: sync, sealed copies, and the leader's list.

mod attention;
mod duplicates;
mod export;
mod handover;
mod lists;
mod merges;
mod records;
mod restricted;
mod sealed;
mod sync;

use std::sync::Arc;

use ::sync::Service;
use api::AppState;
use axum::Extension;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this room; they share the sync service.
pub fn routes(service: Arc<Service>) -> OpenApiRouter<AppState> {
    let files = OpenApiRouter::new()
        .routes(routes!(lists::preview))
        .routes(routes!(lists::import))
        .layer(DefaultBodyLimit::max(org::upload::body_limit()));
    OpenApiRouter::new()
        .merge(files)
        .routes(routes!(lists::undo))
        .routes(routes!(lists::counts))
        .routes(routes!(sync::sync))
        .routes(routes!(sealed::sealed))
        .routes(routes!(attention::list))
        .routes(routes!(attention::accept))
        .routes(routes!(attention::send_back))
        .routes(routes!(attention::seen))
        .routes(routes!(handover::preview, handover::hand_over))
        .routes(routes!(duplicates::list))
        .routes(routes!(merges::merge))
        .routes(routes!(merges::unmerge))
        .routes(routes!(merges::apart))
        .routes(routes!(merges::settle))
        .routes(routes!(export::households))
        .routes(routes!(restricted::list))
        .routes(routes!(records::records))
        .routes(routes!(records::household))
        .layer(Extension(service))
}

/// What the sync service refuses as a whole, as an answer.
fn failure(error: ::sync::SyncError) -> api::Failure {
    match error {
        ::sync::SyncError::Form(text) => api::Failure::form(text),
        ::sync::SyncError::TooMany => api::Failure::refused(
            axum::http::StatusCode::PAYLOAD_TOO_LARGE,
            "too_many_operations",
            "send at most 500 operations at once",
        ),
        ::sync::SyncError::Db(error) => error.into(),
    }
}
