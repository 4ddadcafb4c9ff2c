use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The tags that the asker holds (`If-None-Match`).
#[derive(Debug, Clone)]
pub(super) struct Known(Vec<String>);

impl Known {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        Self(lists.flat_map(|list| list.split(',')).map(|tag| bare(tag).to_owned()).collect())
    }

    /// Whether the asker holds this state already. Weak comparison: tags name a state, not its bytes.
    pub(super) fn has(&self, tag: &str) -> bool {
        self.0.iter().any(|known| known == bare(tag))
    }
}

fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// The page with its tag, or that nothing is new. The browser keeps it for its one user and asks each time.
pub(super) fn tagged<T: Serialize>(tag: String, page: Option<T>) -> Response {
    let headers = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "private, no-cache".into()),
        (header::VARY, "cookie, authorization".into()),
    ];
    match page {
        Some(page) => (headers, Json(page)).into_response(),
        None => (StatusCode::NOT_MODIFIED, headers).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn any_of_the_listed_tags_is_known_weak_or_not() {
        let mut headers = HeaderMap::new();
        headers.append(header::IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"u:1:m:2026-12\""));
        headers.append(header::IF_NONE_MATCH, HeaderValue::from_static("\"c\""));
        let known = Known::of(&headers);
        assert!(known.has("W/\"u:1:m:2026-12\"") && known.has("\"a\"") && known.has("W/\"c\""));
        assert!(!known.has("W/\"u:2:m:2026-12\"") && !Known::of(&HeaderMap::new()).has("\"a\""));
    }
}
