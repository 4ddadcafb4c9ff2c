use access::Action;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The body of every answer that is no success: a stable code, what its sentence needs, and English for logs and scripts.
/// The app owns the sentences that people read.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A stable code, such as `not_found`.
    pub code: String,
    /// What the sentence needs.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub params: Value,
    /// What happened and how to mend it, in English.
    pub message: String,
}

/// Why a request is not served.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Refused for a reason that the asker can understand.
    #[error("{code}: {message}")]
    Refused {
        /// The status.
        status: StatusCode,
        /// A stable code.
        code: &'static str,
        /// What the sentence needs.
        params: Value,
        /// English.
        message: String,
    },
    /// Come back after so many seconds.
    #[error("{code}: wait {seconds} s")]
    Wait {
        /// 429 or 503.
        status: StatusCode,
        /// A stable code.
        code: &'static str,
        /// Seconds.
        seconds: i64,
    },
    /// The database says no.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Failure {
    /// A refusal without parameters.
    pub fn refused(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused { status, code, params: Value::Null, message: message.into() }
    }

    /// Hidden and absent answer alike.
    pub fn not_found() -> Self {
        Self::refused(StatusCode::NOT_FOUND, "not_found", "there is no such thing, or it is outside your units")
    }

    /// They may see it, and know that it is there, but not do this with it.
    pub fn not_allowed(action: Action) -> Self {
        let message = format!("your roles do not allow you to {} here", action.as_str().replace('_', " "));
        let params = serde_json::json!({ "action": action.as_str() });
        Self::Refused { status: StatusCode::FORBIDDEN, code: "not_allowed", params, message }
    }

    /// The form of the request is wrong.
    pub fn form(message: impl Into<String>) -> Self {
        Self::refused(StatusCode::BAD_REQUEST, "form_wrong", message)
    }

    /// Nobody is signed in.
    pub fn sign_in() -> Self {
        Self::refused(StatusCode::UNAUTHORIZED, "sign_in", "sign in first")
    }

    /// Too many attempts.
    pub fn too_many(seconds: i64) -> Self {
        Self::Wait { status: StatusCode::TOO_MANY_REQUESTS, code: "too_many_attempts", seconds }
    }
}

impl From<access::password::Crowded> for Failure {
    fn from(_: access::password::Crowded) -> Self {
        Self::Wait { status: StatusCode::SERVICE_UNAVAILABLE, code: "busy", seconds: 5 }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Refused { status, code, params, message } => answer(status, code, params, message, None),
            Self::Wait { status, code, seconds } => {
                let params = serde_json::json!({ "seconds": seconds });
                answer(status, code, params, format!("try again in {seconds} seconds"), Some(seconds))
            }
            Self::Db(db::Error::Busy(_) | db::Error::Repeat(_)) => {
                let message = "the server is busy; nothing was written; try again".to_owned();
                answer(StatusCode::SERVICE_UNAVAILABLE, "busy", Value::Null, message, Some(2))
            }
            Self::Db(db::Error::DiskFull(text)) => {
                tracing::error!(error = %text, "the disk is full");
                let message = "the server's disk is full; nothing was written".to_owned();
                answer(StatusCode::INSUFFICIENT_STORAGE, "disk_full", Value::Null, message, None)
            }
            // Logged once, here; the client learns nothing of the inside.
            Self::Db(error) => {
                tracing::error!(%error, "a request failed");
                let message = "the server made a mistake; it is in its log".to_owned();
                answer(StatusCode::INTERNAL_SERVER_ERROR, "server_failed", Value::Null, message, None)
            }
        }
    }
}

fn answer(status: StatusCode, code: &str, params: Value, message: String, wait: Option<i64>) -> Response {
    let mut response = (status, Json(Problem { code: code.into(), params, message })).into_response();
    if let Some(value) = wait.and_then(|seconds| HeaderValue::from_str(&seconds.max(1).to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
