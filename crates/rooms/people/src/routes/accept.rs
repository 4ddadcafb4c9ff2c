use access::{secret, throttle};
use api::{AppState, Body, ClientAddress, Failure, PublicFailures};
use axum::Json;
use axum::extract::{Path, State};
use base::Uuid;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invitations::{LOOKS, register};
use crate::{keys, store};

/// The phone that accepts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// What it calls itself.
    #[schema(max_length = 120)]
    device_label: String,
    /// 32 random bytes in base64: the key with which it proves itself inside sealed copies.
    #[schema(min_length = 44, max_length = 44)]
    mac_key: String,
}

/// What a phone needs to work from now on.
#[derive(Serialize, ToSchema)]
pub struct Joined {
    /// The account.
    account: Uuid,
    /// The device.
    device: Uuid,
    /// Its token.
    token: String,
    /// What its owner is called.
    name: String,
    /// leader, deputy, secretary, member.
    role: String,
    /// The unit of the team.
    unit: Uuid,
    /// Its full name.
    unit_name: String,
    /// The epoch of the database.
    epoch: String,
    /// The server's public key (base64 of a P-256 point).
    server_key: String,
    /// Milliseconds.
    server_now: i64,
}

/// Accepts an invitation, once: registers this phone and gives it its token.
#[utoipa::path(
    post, path = "/api/invitations/{code}/accept", tag = "sign-in", operation_id = "invitation_accept",
    params(("code" = String, Path, max_length = 20)), request_body = Accept,
    responses((status = 200, body = Joined), (status = 410, description = "used or expired", body = api::Problem), PublicFailures)
)]
pub async fn accept(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    Path(code): Path<String>,
    Body(Accept { device_label, mac_key }): Body<Accept>,
) -> Result<Json<Joined>, Failure> {
    let code = secret::read_code(&code).ok_or_else(Failure::not_found)?;
    if !STANDARD.decode(&mac_key).is_ok_and(|key| key.len() == 32) {
        return Err(Failure::form("mac_key has to be 32 bytes in base64"));
    }
    let (now, today) = (state.now(), state.today());
    let bucket = format!("code {address}");
    if let Some(seconds) = state.db.write(move |tx| throttle::attempt(tx, &bucket, LOOKS, now)).await? {
        return Err(Failure::too_many(seconds));
    }
    let inner = state.clone();
    let joined = state.db.write(move |tx| {
        let (found, device, token) = register(tx, &inner, &code, (&device_label, &mac_key))?;
        let member = match found.membership {
            Some(id) => store::member(tx, &[found.part], id, today)?,
            None => None,
        };
        let member = member.ok_or_else(|| super::invitations::gone(false))?;
        let unit = places::store::unit(tx, member.unit)?.ok_or_else(Failure::not_found)?;
        Ok::<_, Failure>(Joined {
            account: found.account,
            device,
            token,
            name: member.name,
            role: member.role,
            unit: unit.id,
            unit_name: unit.full_name,
            epoch: places::store::epoch(tx)?.unwrap_or_default(),
            server_key: keys::public_key(tx, &*inner.ids)?,
            server_now: now.millis(),
        })
    });
    Ok(Json(joined.await?))
}

/// The server's public key and the epoch.
#[derive(Serialize, ToSchema)]
pub struct ServerKey {
    /// Base64 of a P-256 point.
    key: String,
    /// The epoch of the database.
    epoch: String,
}

/// The key to which sealed copies are encrypted.
#[utoipa::path(
    get, path = "/api/server-key", tag = "phone", operation_id = "server_key_show",
    responses((status = 200, body = ServerKey), PublicFailures)
)]
pub async fn server_key(State(state): State<AppState>) -> Result<Json<ServerKey>, Failure> {
    let found = state.db.read(|tx| {
        let key = places::store::setting(tx, "server_key_public")?.unwrap_or_default();
        Ok::<_, db::Error>(ServerKey { key, epoch: places::store::epoch(tx)?.unwrap_or_default() })
    });
    Ok(Json(found.await?))
}
