//! The web app, carried inside the program. In development builds the files are read from `app/dist` as they are.

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::problem::problem;

#[derive(RustEmbed)]
#[folder = "../../app/dist"]
#[allow_missing = true]
struct App;

const PAGE: &str = "index.html";

/// Whether the program carries the app at all: a plain `cargo build` on a fresh clone has none.
pub fn is_there() -> bool {
    App::get(PAGE).is_some()
}

/// Everything that is no route: a file of the app, or its page for any other address, since the app has routes of its own.
/// Unknown addresses of the API are answered as the API answers; a file that an older page asks for and that is gone is
/// absent, so that no cache ever keeps the page under a script's name.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return problem(StatusCode::NOT_FOUND, "not_found", "no such address in the API");
    }
    if method != Method::GET && method != Method::HEAD {
        return problem(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "only GET and HEAD here");
    }
    let name = if path.is_empty() { PAGE } else { path };
    if let Some(answer) = file(name, &headers) {
        return answer;
    }
    if name.starts_with("assets/") {
        return problem(StatusCode::NOT_FOUND, "not_found", "this file belongs to another version of the app");
    }
    file(PAGE, &headers).unwrap_or_else(|| {
        problem(
            StatusCode::SERVICE_UNAVAILABLE,
            "app_missing",
            "this program was built without the web app: run make app, then build again",
        )
    })
}

fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let kind = content_type(name)?;
    let (found, encoding) = best(name, headers)?;
    let tag = entity_tag(&found, encoding);
    let mut response = if headers.get(IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(found.data).into_response()
    };
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(cache(name)));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    out.extend(HeaderValue::from_str(&tag).ok().map(|value| (ETAG, value)));
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

/// The smallest form that the caller takes; the build puts `.br` and `.gz` beside what is worth it.
fn best(name: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let packed = [("br", "br"), ("gz", "gzip")].into_iter();
    let mut taken = packed.filter(|(_, encoding)| accepts(headers, encoding));
    let found = taken.find_map(|(ending, encoding)| Some((App::get(&format!("{name}.{ending}"))?, Some(encoding))));
    found.or_else(|| Some((App::get(name)?, None)))
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let lists = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let mut words = item.split(';').map(str::trim);
        let named = words.next().is_some_and(|word| word.eq_ignore_ascii_case(encoding));
        let refused = words.any(|word| word.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
        named && !refused
    })
}

fn entity_tag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let hash = file.metadata.sha256_hash();
    let start: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{start}{}\"", encoding.map_or("", |name| &name[..1]))
}

fn matches(known: &HeaderValue, tag: &str) -> bool {
    let list = known.to_str().unwrap_or_default();
    list.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

/// Files under `assets/` carry their content's hash in their name; everything else may change with the next version.
fn cache(name: &str) -> &'static str {
    if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// By ending. Text says that it is UTF-8, or Vietnamese turns to garbage. Other endings (maps of sources, packed forms)
/// are not given out.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(list: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(list).expect("a header"));
        headers
    }

    #[test]
    fn an_encoding_is_taken_when_it_is_named_and_not_refused() {
        assert!(accepts(&asking("gzip, deflate, BR"), "br"));
        assert!(accepts(&asking("br;q=0.5"), "br"));
        assert!(!accepts(&asking("br;q=0, gzip"), "br"));
        assert!(!accepts(&asking("gzip"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn hashed_files_stay_and_the_rest_is_asked_for_again() {
        assert_eq!(cache("assets/Today-1a2b.js"), "public, max-age=31536000, immutable");
        assert_eq!(cache("index.html"), "no-cache");
        assert_eq!(cache("sw.js"), "no-cache");
        assert_eq!(content_type("assets/Today-1a2b.js"), Some("text/javascript; charset=utf-8"));
        assert_eq!(content_type("assets/Today-1a2b.js.map"), None);
        assert_eq!(content_type("phone"), None);
    }
}
