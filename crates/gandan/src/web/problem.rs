//! Errors of the edge itself, in the one form that all errors have.

use api::Problem;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

/// An answer that is no success.
pub fn problem(status: StatusCode, code: &str, message: &str) -> Response {
    let body = Problem { code: code.to_owned(), params: serde_json::Value::Null, message: message.to_owned() };
    (status, Json(body)).into_response()
}

/// [`problem`] with 503 and the seconds after which to come back.
pub fn later(seconds: u32, code: &str, message: &str) -> Response {
    let mut response = problem(StatusCode::SERVICE_UNAVAILABLE, code, message);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}
