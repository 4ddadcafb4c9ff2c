use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use ::sync::sealed::{self, Inside};
use ::sync::wire::{Fate, WireOp};
use ::sync::{Caller, Service};
use access::{device, throttle};
use api::{AppState, ClientAddress, Failure, PublicFailures};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::{Extension, Json};
use base::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

/// So many requests a minute from one address: a phone sends its outbox in one.
const LIMIT: throttle::Limit = throttle::Limit { most: 30, window_seconds: 60 };

/// What became of a file of sealed copies.
#[derive(Serialize, ToSchema)]
pub struct Taken {
    /// How many copies were taken in.
    received: usize,
    /// How many could not be opened, or prove no device of ours.
    unproven: usize,
    /// The fate of each operation that was taken in.
    answers: Vec<Fate>,
}

/// Takes in sealed copies of operations, from a phone that is locked or signed out, or as a file on another machine.
///
/// No token is needed: inside each seal is the proof of author and device. What a revoked device made waits for the leader.
#[utoipa::path(
    post, path = "/api/sealed", tag = "phone", operation_id = "phone_send_sealed",
    request_body(content = api::Binary, content_type = "application/octet-stream", description = "sealed copies, one after the other"),
    responses((status = 200, body = Taken), PublicFailures)
)]
pub async fn sealed(
    State(state): State<AppState>,
    Extension(service): Extension<Arc<Service>>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Taken>, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/octet-stream") {
        let message = "send the copies as application/octet-stream";
        return Err(Failure::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type_wrong", message));
    }
    let now = state.now();
    let bucket = format!("sealed {address}");
    let waited = state.db.write(move |tx| throttle::attempt(tx, &bucket, LIMIT, now)).await?;
    if let Some(seconds) = waited {
        return Err(Failure::too_many(seconds));
    }
    let copies = sealed::split(&body).map_err(|error| Failure::form(error.to_string()))?;
    let secret = state.db.read(|tx| places::store::setting(tx, "server_key_secret")).await?.unwrap_or_default();
    let opened: Vec<Inside> = copies.iter().filter_map(|copy| sealed::open(copy, &secret).ok()).collect();
    let total = copies.len();
    let proven = prove(&state, opened).await?;
    let mut answers = Vec::new();
    let mut came: Vec<(i64, Uuid, i64)> = Vec::new();
    for (caller, ops) in proven {
        came.push((caller.part, caller.device, i64::try_from(ops.len()).unwrap_or(i64::MAX)));
        for chunk in ops.chunks(::sync::wire::MAX_OPS) {
            answers.extend(service.take(caller, chunk.to_vec()).await.map_err(super::failure)?);
        }
    }
    let told = move |tx: &mut db::Tx<'_>| {
        came.iter().try_for_each(|(part, device, copies)| device::delivered(tx, *part, *device, *copies))
    };
    state.db.write(told).await?;
    let received = answers.len();
    Ok(Json(Taken { received, unproven: total - received.min(total), answers }))
}

/// The operations whose device proves itself, by device.
async fn prove(state: &AppState, opened: Vec<Inside>) -> Result<Vec<(Caller, Vec<WireOp>)>, Failure> {
    let found = state.db.read(move |tx| {
        let mut by_device: BTreeMap<Uuid, (Caller, Vec<WireOp>)> = BTreeMap::new();
        let mut known: BTreeMap<Uuid, Option<device::Device>> = BTreeMap::new();
        for inside in &opened {
            if let Entry::Vacant(place) = known.entry(inside.device) {
                place.insert(device::find(tx, inside.device)?);
            }
            let Some(Some(device)) = known.get(&inside.device) else { continue };
            if device.account != inside.account || !sealed::proves(&device.mac_key, inside) {
                continue;
            }
            let Ok(op) = serde_json::from_str::<WireOp>(&inside.op) else { continue };
            let revoked = device.revoked_at.is_some();
            let caller = Caller { part: device.part, device: device.id, account: device.account, revoked };
            by_device.entry(device.id).or_insert_with(|| (caller, Vec::new())).1.push(op);
        }
        Ok::<_, db::Error>(by_device.into_values().collect())
    });
    Ok(found.await?)
}
