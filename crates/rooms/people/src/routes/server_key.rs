use api::{AppState, Failure, PublicFailures};
use axum::Json;
use axum::extract::State;

use crate::model::ServerKey;
use crate::server_key::public;

/// The key that sealed copies are made to.
#[utoipa::path(
    get, path = "/api/server-key", tag = "phone", operation_id = "server_key_show",
    responses((status = 200, body = ServerKey), PublicFailures)
)]
pub async fn show(State(state): State<AppState>) -> Result<Json<ServerKey>, Failure> {
    let read = state.db.read(|tx| {
        let key = public(tx)?.ok_or_else(Failure::not_found)?;
        Ok::<_, Failure>(ServerKey { key, epoch: places::store::epoch(tx)?.unwrap_or_default() })
    });
    Ok(Json(read.await?))
}
