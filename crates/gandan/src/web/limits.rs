//! What keeps one caller, or one fault, from taking the server from all the others.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;

use super::problem::{later, problem};

/// How long a request may take until its answer begins; what the answer streams afterwards is not counted.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many requests are worked on at once; the rest is asked to come back.
const AT_ONCE: usize = 512;
/// The largest body, unpacked. A route that takes more says so itself.
pub const LARGEST_BODY: usize = 1024 * 1024;

/// The places there are.
pub fn places() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(AT_ONCE))
}

/// Lets in as many as there are places, each for a limited time.
pub async fn hold(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    let Ok(_place) = places.try_acquire() else {
        return later(2, "busy", "too many requests at once");
    };
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => later(10, "too_slow", "the request took too long and was given up"),
    }
}

/// A panic is a fault of ours: the caller learns no more than that, the log has its place.
pub fn after_panic(_cause: Box<dyn Any + Send>) -> Response {
    problem(StatusCode::INTERNAL_SERVER_ERROR, "server_failed", "the server made a mistake; it is in its log")
}
