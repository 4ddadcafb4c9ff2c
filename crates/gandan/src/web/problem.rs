//! The one form that all errors have.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

/// An error of the edge itself, in the one form that all errors have.
pub fn problem(status: StatusCode, code: &'static str, message: &str) -> Response {
    let body = serde_json::json!({ "code": code, "params": {}, "message": message });
    (status, Json(body)).into_response()
}

/// [`problem`] with 503 and the seconds after which to come back.
pub fn later(seconds: u32, code: &'static str, message: &str) -> Response {
    let mut response = problem(StatusCode::SERVICE_UNAVAILABLE, code, message);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}
