//! The edge of the web around a small API: what callers, browsers and whoever runs the server rely on.

use std::sync::Arc;

use api::BehindProxy;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Extension;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::{get, post};
use base::{SystemClock, SystemIds};
use gandan::web::health::{Readiness, Stage};
use gandan::web::observe::Observer;
use gandan::web::{Edge, site};
use testkit::TestDb;
use tower::ServiceExt;

struct Site {
    router: Router,
    readiness: Readiness,
    _database: TestDb,
}

/// A site over four routes: one that answers, one that takes a body, one that breaks, one that tells whether a proxy is believed.
fn small_site() -> Site {
    site_behind(false)
}

fn site_behind(behind_proxy: bool) -> Site {
    let database = TestDb::sqlite();
    let readiness = Readiness::default();
    let api = Router::new()
        .route("/api/answer", get(|| async { "an answer" }))
        .route("/api/body", post(|body: String| async move { body }))
        .route("/api/broken", get(|| async { broken() }))
        .route("/api/proxy", get(|proxy: Option<Extension<BehindProxy>>| async move { proxy.is_some().to_string() }));
    let observer = Observer { clock: Arc::new(SystemClock), ids: Arc::new(SystemIds) };
    let edge = Edge {
        db: database.db.clone(),
        readiness: readiness.clone(),
        observer,
        counters: None,
        contract: "{}".into(),
        https: true,
        behind_proxy,
    };
    Site { router: site(api, edge), readiness, _database: database }
}

fn broken() -> &'static str {
    panic!("Nguyễn Văn A is at home")
}

impl Site {
    async fn ask(&self, method: &str, path: &str, body: impl Into<Body>) -> (StatusCode, HeaderMap, String) {
        let request = Request::builder().method(method).uri(path).body(body.into()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the site always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the body is read");
        (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_of_the_api_until_it_is_ready() {
    let site = small_site();
    for open in ["/healthz", "/metrics", "/api/openapi.json"] {
        assert_eq!(site.ask("GET", open, "").await.0, StatusCode::OK);
    }
    for stage in [Stage::Migrating, Stage::Loading] {
        site.readiness.set(stage);
        let (status, headers, body) = site.ask("GET", "/readyz", "").await;
        assert_eq!(
            (status, &headers["retry-after"]),
            (StatusCode::SERVICE_UNAVAILABLE, &"2".parse().expect("a header"))
        );
        assert!(body.contains("\"code\":\"not_ready\""), "{body}");
        assert_eq!(site.ask("GET", "/api/answer", "").await.0, StatusCode::SERVICE_UNAVAILABLE);
    }
    site.readiness.set(Stage::Ready);
    assert_eq!(site.ask("GET", "/readyz", "").await.2, r#"{"status":"ready"}"#);
    assert_eq!(site.ask("GET", "/api/answer", "").await.2, "an answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_is_believed_where_the_setting_says_so() {
    for behind in [false, true] {
        let site = site_behind(behind);
        site.readiness.set(Stage::Ready);
        assert_eq!(site.ask("GET", "/api/proxy", "").await.2, behind.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_has_the_one_form() {
    let site = small_site();
    site.readiness.set(Stage::Ready);
    let too_long = vec![b'x'; gandan::web::limits::LARGEST_BODY + 1];
    let cases = [
        (site.ask("GET", "/api/nowhere", "").await, StatusCode::NOT_FOUND, "not_found"),
        (site.ask("POST", "/anywhere", "").await, StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
        (site.ask("DELETE", "/api/answer", "").await, StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
        (site.ask("GET", "/api/broken", "").await, StatusCode::INTERNAL_SERVER_ERROR, "server_failed"),
    ];
    for ((status, headers, body), expected, code) in cases {
        assert_eq!(status, expected, "{body}");
        assert_eq!(headers["content-type"], "application/json");
        assert!(body.starts_with(&format!("{{\"code\":\"{code}\",")), "{body}");
        assert!(!body.contains("Nguyễn"), "a fault's text stays in the log: {body}");
    }
    assert_eq!(site.ask("POST", "/api/body", too_long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_tell_the_browser_what_not_to_do() {
    let site = small_site();
    site.readiness.set(Stage::Ready);
    let (_, headers, _) = site.ask("GET", "/api/answer", "").await;
    let shown = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("absent").to_owned();
    assert!(shown("content-security-policy").contains("script-src 'self'; style-src 'self';"));
    assert_eq!(shown("x-content-type-options"), "nosniff");
    assert_eq!(shown("referrer-policy"), "no-referrer");
    assert_eq!(shown("cache-control"), "no-store");
    assert_eq!(shown("strict-transport-security"), "max-age=31536000");
    assert_eq!(shown("x-request-id").len(), 36);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_address_of_the_app_is_its_page() {
    let site = small_site();
    let built = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../app/dist/index.html").is_file();
    for path in ["/", "/ho-dan/12", "/join/K7M4-2QPD-9X"] {
        let (status, headers, body) = site.ask("GET", path, "").await;
        if built {
            assert_eq!(
                (status, &headers["content-type"]),
                (StatusCode::OK, &"text/html; charset=utf-8".parse().expect("a header"))
            );
            assert_eq!(headers["cache-control"], "no-cache");
            assert!(body.contains("<html lang=\"vi\">"), "{body}");
        } else {
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{body}");
        }
    }
    assert_eq!(site.ask("GET", "/assets/gone.js", "").await.0, StatusCode::NOT_FOUND);
}
