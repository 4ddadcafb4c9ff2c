use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use base::Uuid;
use serde::de::DeserializeOwned;

use crate::{AppState, Failure};

/// A JSON body. What is wrong with it is answered in our own form, never as plain text.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            let message = "send the body as JSON, with content-type: application/json";
            return Err(Failure::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type_wrong", message));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Failure::refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the body is too large; send less at once")
            }
            _ => Failure::form(rejection.body_text()),
        })?;
        if has_nul(&bytes) {
            return Err(Failure::form("the body has a NUL character, which no text may have"));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|error| Failure::form(error.to_string()))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

/// PostgreSQL keeps no text with a NUL in it. In JSON it can stand only as an escape whose backslash is not itself escaped.
fn has_nul(json: &[u8]) -> bool {
    json.windows(6)
        .enumerate()
        .filter(|(_, six)| six == b"\\u0000")
        .any(|(at, _)| json[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0)
}

/// The query of an address.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Failure::form("the query has a NUL character, which no text may have"));
        }
        let Query(value) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|rejection: QueryRejection| Failure::form(rejection.body_text()))?;
        Ok(Self(value))
    }
}

/// The id in an address. What is no id is not there.
pub struct IdPath(pub Uuid);

impl FromRequestParts<AppState> for IdPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Path(id) = Path::<Uuid>::from_request_parts(parts, state).await.map_err(|_| Failure::not_found())?;
        Ok(Self(id))
    }
}

/// A word in an address. What is no text is not there.
pub struct TextPath(pub String);

impl FromRequestParts<AppState> for TextPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Failure::not_found())?;
        if text.contains('\0') { Err(Failure::not_found()) } else { Ok(Self(text)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_real_nul_is_one() {
        assert!(has_nul(br#"{"a":"x\u0000"}"#));
        assert!(has_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\u0001"}"#));
        assert!(!has_nul(b""));
    }
}
