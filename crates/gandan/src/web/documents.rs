//! What the server says of itself: its counters and its contract.

use std::sync::Arc;

use api::PublicFailures;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;

/// The counters of this process, in the form of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operation", operation_id = "metrics_show",
    responses((status = 200, description = "counters", content_type = "text/plain", body = String), PublicFailures))]
pub async fn metrics(State(counters): State<Option<PrometheusHandle>>) -> Response {
    let text = counters.map(|counters| counters.render()).unwrap_or_default();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// The description of the API.
#[utoipa::path(get, path = "/api/openapi.json", tag = "operation", operation_id = "contract_show",
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json", body = Object), PublicFailures))]
pub async fn contract(State(text): State<Arc<str>>) -> Response {
    ([(CONTENT_TYPE, "application/json")], text.to_string()).into_response()
}
