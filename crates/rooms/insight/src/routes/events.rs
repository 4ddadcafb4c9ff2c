use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use access::Action;
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Extension;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use base::Day;
use tokio_stream::{Stream, StreamExt};

use crate::hub::Hub;

/// Proxies cut what is silent for longer.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// A screen opens the stream again after this long and is judged anew: a session may have ended meanwhile.
const LIFETIME: Duration = Duration::from_secs(15 * 60);

/// Says when a unit's figures have changed: its present version first, then each new one, at most one a second.
///
/// Every message is `event: figures` with `{"unit": "…", "version": n}` and nothing else; fetch the page by its ETag.
#[utoipa::path(
    get, path = "/api/units/{unit}/events", tag = "stream", operation_id = "unit_events",
    params(("unit" = uuid::Uuid, Path, description = "the unit's id")),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, description = "server-sent events", content_type = "text/event-stream", body = String),
        SignedFailures
    )
)]
pub async fn events(
    State(state): State<AppState>,
    Extension(hub): Extension<Arc<Hub>>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let today = Day::of(state.now());
    let scope = signed.scope;
    state.db.read(move |tx| see(tx, &scope, Action::SeeFigures, unit, today)).await?;
    let news = hub.news(unit, LIFETIME).map(move |version| {
        let said = serde_json::json!({ "unit": unit, "version": version });
        Ok(Event::default().event("figures").data(said.to_string()))
    });
    Ok(Sse::new(news).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}
