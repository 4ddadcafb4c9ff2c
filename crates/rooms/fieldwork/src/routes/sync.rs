use std::sync::Arc;

use ::sync::wire::{End, Frame, Head, SyncRequest};
use ::sync::{Caller, Service};
use access::device;
use api::{AppState, Body, Failure, Phone, PhoneFailures, Whole};
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// One round trip of a phone: its pending operations go up, what became of them and what has changed comes down.
///
/// The answer is one JSON text a line: a head, then frames, each applied in one transaction with its cursor, then an end.
#[utoipa::path(
    post, path = "/api/sync", tag = "phone", operation_id = "phone_sync",
    request_body = SyncRequest,
    security(("token" = [])),
    responses(
        (status = 200, description = "lines of JSON: a head, frames, an end", content_type = "application/x-ndjson", body = String),
        PhoneFailures
    )
)]
pub async fn sync(
    State(state): State<AppState>,
    Extension(service): Extension<Arc<Service>>,
    phone: Phone,
    Body(request): Body<SyncRequest>,
) -> Result<Response, Failure> {
    let device = &phone.device;
    let caller = Caller { part: device.part, device: device.id, account: device.account, revoked: false };
    let token = note(&state, &phone, request.held.max(0)).await?;
    let answer = service.sync(caller, request, token).await.map_err(super::failure)?;
    let mut body = answer.lines.join("\n");
    body.push('\n');
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")];
    let mut response = (headers, body).into_response();
    if answer.whole {
        response.extensions_mut().insert(Whole);
    }
    Ok(response)
}

/// Writes down that the phone called, where that is news, and gives it a new token when one is due.
async fn note(state: &AppState, phone: &Phone, held: i64) -> Result<Option<String>, Failure> {
    let now = state.now();
    if !device::has_news(&phone.device, phone.next, held, now) {
        return Ok(None);
    }
    let (phone, ids) = (phone.clone(), state.ids.clone());
    let noted = state.db.write(move |tx| device::called(tx, &*ids, now, (&phone.device, phone.next), held));
    Ok(noted.await?)
}

/// The forms of the lines, so that they stand in the contract.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
pub struct Lines {
    head: Head,
    frame: Frame,
    end: End,
}
