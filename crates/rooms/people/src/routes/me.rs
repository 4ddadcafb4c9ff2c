use api::{AppState, Failure, Signed, SignedFailures};
use axum::Json;
use axum::extract::State;

use super::answers;
use crate::model::Me;

/// Who is signed in, and what they may.
#[utoipa::path(
    get, path = "/api/me", tag = "session", operation_id = "me_show", security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Me), SignedFailures)
)]
pub async fn me(State(state): State<AppState>, signed: Signed) -> Result<Json<Me>, Failure> {
    let (inner, own) = (state.clone(), (signed.session.part, signed.session.account));
    Ok(Json(state.db.read(move |tx| answers::me(tx, &inner, own)).await?))
}
