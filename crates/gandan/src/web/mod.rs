//! Everything between the socket and the rooms: files of the app, health, counters, headers, limits.

pub mod assets;
pub mod documents;
pub mod headers;
pub mod health;
pub mod limits;
pub mod observe;
pub mod packing;
pub mod problem;

use std::sync::Arc;

use api::BehindProxy;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Extension, Router};
use db::Db;
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;

use health::Readiness;
use observe::Observer;

/// What the edge needs to know.
pub struct Edge {
    /// Asked by `/readyz`.
    pub db: Db,
    /// How far the start has come.
    pub readiness: Readiness,
    /// Clock and ids for the log.
    pub observer: Observer,
    /// The counters, when this process keeps any.
    pub counters: Option<PrometheusHandle>,
    /// The description of the API.
    pub contract: Arc<str>,
    /// Whether browsers come by https.
    pub https: bool,
    /// Whether a proxy of ours on another machine says who is calling.
    pub behind_proxy: bool,
}

/// The whole site around the routes of the API.
pub fn site(api: Router, edge: Edge) -> Router {
    let api = if edge.behind_proxy { api.layer(Extension(BehindProxy)) } else { api };
    let api = api
        .layer(RequestDecompressionLayer::new())
        .layer(from_fn(packing::pack))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(edge.readiness.clone(), health::hold_until_ready));
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state((edge.readiness, edge.db)))
        .route("/metrics", get(documents::metrics).with_state(edge.counters))
        .route("/api/openapi.json", get(documents::contract).with_state(edge.contract))
        .merge(api)
        .method_not_allowed_fallback(|| async {
            problem::problem(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "this address does not take this method",
            )
        })
        .fallback(assets::serve)
        .layer(DefaultBodyLimit::max(limits::LARGEST_BODY))
        .layer(from_fn_with_state(limits::places(), limits::hold))
        .layer(CatchPanicLayer::custom(limits::after_panic))
        .layer(from_fn_with_state(edge.observer, observe::watch))
        .layer(from_fn_with_state(edge.https, headers::secure))
}
