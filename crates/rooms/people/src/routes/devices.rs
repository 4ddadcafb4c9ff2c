use access::device::{self, Device};
use access::{Action, Scope};
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use audit::Chain;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Day, Uuid};
use db::Tx;
use serde::Serialize;
use utoipa::ToSchema;

use super::entry;
use crate::store;

/// A phone on the list.
#[derive(Serialize, ToSchema)]
pub struct Listed {
    /// The device.
    id: Uuid,
    /// Whose.
    account: Uuid,
    /// What its owner is called.
    name: String,
    /// What it calls itself.
    label: String,
    /// Milliseconds.
    created_at: i64,
    /// Milliseconds.
    seen_at: i64,
    /// How many operations it said it still held.
    announced: i64,
    /// Milliseconds; null while it is trusted.
    revoked_at: Option<i64>,
}

fn listed(device: Device, name: String) -> Listed {
    Listed {
        id: device.id,
        account: device.account,
        name,
        label: device.label,
        created_at: device.created_at.millis(),
        seen_at: device.seen_at.millis(),
        announced: device.announced,
        revoked_at: device.revoked_at.map(base::Instant::millis),
    }
}

/// My phones.
#[utoipa::path(
    get, path = "/api/devices", tag = "sign-in", operation_id = "device_list_mine",
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<Listed>), SignedFailures)
)]
pub async fn mine(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<Listed>>, Failure> {
    let (part, account, name) = (signed.scope.part, signed.scope.account, signed.scope.name.clone());
    let found = state.db.read(move |tx| device::of_accounts(tx, part, &[account])).await?;
    Ok(Json(found.into_iter().map(|device| listed(device, name.clone())).collect()))
}

/// The phones of those who work in a unit itself.
#[utoipa::path(
    get, path = "/api/units/{unit}/devices", tag = "desk", operation_id = "device_list",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<Listed>), SignedFailures)
)]
pub async fn of_unit(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<Listed>>, Failure> {
    let today = state.today();
    let found = state.db.read(move |tx| {
        let seen = see(tx, &signed.scope, Action::ManagePeople, unit, today)?;
        let part = seen.unit.part;
        let accounts = store::accounts_on(tx, part, &[unit])?;
        let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
        let devices = device::of_accounts(tx, part, &ids)?;
        let name = |id: Uuid| accounts.iter().find(|account| account.0 == id).map(|account| account.1.clone());
        Ok::<_, Failure>(devices.into_iter().map(|d| (name(d.account).unwrap_or_default(), d)).collect::<Vec<_>>())
    });
    Ok(Json(found.await?.into_iter().map(|(name, device)| listed(device, name)).collect()))
}

/// Takes a phone off the list. What it still holds can reach us as sealed copies, and waits for the leader.
#[utoipa::path(
    delete, path = "/api/devices/{id}", tag = "sign-in", operation_id = "device_revoke",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 204, description = "no longer trusted"), SignedFailures)
)]
pub async fn revoke(State(state): State<AppState>, signed: Signed, IdPath(id): IdPath) -> Result<StatusCode, Failure> {
    let (now, today) = (state.now(), state.today());
    let done = state.db.write(move |tx| {
        let device = find(tx, &signed.scope, id, today)?;
        device::revoke(tx, device.part, id, now)?;
        let entries = vec![entry(now, Some(signed.scope.account), "device.revoke", id)];
        Ok::<_, Failure>(audit::append(tx, device.part, Chain::Accounts, entries)?)
    });
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A device of the asker, or of somebody whose people they manage.
fn find(tx: &mut Tx<'_>, scope: &Scope, id: Uuid, today: Day) -> Result<Device, Failure> {
    let mut parts = vec![scope.part];
    for unit in places::store::units(tx, &scope.grants.iter().map(|grant| grant.unit).collect::<Vec<_>>())? {
        if !parts.contains(&unit.part) {
            parts.push(unit.part);
        }
    }
    for part in parts {
        let Some(device) = device::by_id(tx, part, id)? else { continue };
        if device.account == scope.account {
            return Ok(device);
        }
        for unit in store::units_of(tx, part, device.account)? {
            if see(tx, scope, Action::ManagePeople, unit, today).is_ok() {
                return Ok(device);
            }
        }
    }
    Err(Failure::not_found())
}
