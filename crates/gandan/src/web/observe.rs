//! One line of the log and one tick of the counters for each request. Addresses carry codes and ids, so only the route's
//! pattern is written down; who asked is the audit log's business.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use base::{Clock, Ids, Uuid};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const BUCKETS: [f64; 9] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What makes times and ids of requests.
#[derive(Clone)]
pub struct Observer {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes request ids.
    pub ids: Arc<dyn Ids>,
}

/// Counts, measures and logs; gives the answer its request id.
pub async fn watch(State(observer): State<Observer>, request: Request, next: Next) -> Response {
    let start = observer.clock.now();
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()?.parse().ok());
    let id: Uuid = given.unwrap_or_else(|| observer.ids.id(start));
    let route = request.extensions().get::<MatchedPath>().map_or("(app)", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let in_flight = gauge!("http_requests_in_flight");
    in_flight.increment(1);
    let mut response = next.run(request).await;
    in_flight.decrement(1);
    let status = response.status().as_u16();
    let took = Duration::from_micros((observer.clock.now().0 - start.0).unsigned_abs());
    histogram!("http_request_duration_seconds", "method" => method.clone(), "route" => route.clone())
        .record(took.as_secs_f64());
    counter!("http_requests_total", "method" => method.clone(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status >= 500 && status != 503 {
        tracing::error!(%id, method, route, status, took_ms, "request failed");
    } else {
        tracing::info!(%id, method, route, status, took_ms, "request");
    }
    response.headers_mut().extend(HeaderValue::from_str(&id.to_string()).ok().map(|value| (REQUEST_ID, value)));
    response
}

/// The counters of this process, for `GET /metrics`. Another one of the same process is refused.
pub fn recorder() -> Result<PrometheusHandle, String> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &BUCKETS)
        .map_err(|e| e.to_string())?;
    builder.install_recorder().map_err(|e| e.to_string())
}
