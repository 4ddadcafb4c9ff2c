use access::{Action, device, session};
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::answers;
use crate::model::DeviceShown;
use crate::{rules, store};

/// My phones, those last heard of first.
#[utoipa::path(
    get, path = "/api/devices", tag = "phone", operation_id = "device_list", security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<DeviceShown>), SignedFailures)
)]
pub async fn mine(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<DeviceShown>>, Failure> {
    let (part, account) = (signed.session.part, signed.session.account);
    let devices = state.db.read(move |tx| device::of_accounts(tx, part, &[account])).await?;
    Ok(Json(devices.into_iter().map(|one| answers::device(one, signed.scope.name.clone())).collect()))
}

/// The phones of those who hold a role on this unit.
#[utoipa::path(
    get, path = "/api/units/{unit}/devices", tag = "phone", operation_id = "unit_devices_list",
    params(("unit" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<DeviceShown>), SignedFailures)
)]
pub async fn of_unit(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(unit): IdPath,
) -> Result<Json<Vec<DeviceShown>>, Failure> {
    let (today, scope) = (state.today(), signed.scope.clone());
    let found = state.db.read(move |tx| {
        let part = see(tx, &scope, Action::ManagePeople, unit, today)?.unit.part;
        Ok::<_, Failure>((part, store::devices_of_unit(tx, part, unit, today)?))
    });
    let (part, devices) = found.await?;
    state.note_read(&signed.scope, (part, unit), "devices", devices.len()).await?;
    Ok(Json(devices.into_iter().map(|(one, name)| answers::device(one, name)).collect()))
}

/// Takes a phone off the list: it syncs no more, and what it still holds waits for the leader. Its owner's browsers are
/// signed out, since one of them may be on that phone.
#[utoipa::path(
    delete, path = "/api/devices/{id}", tag = "phone", operation_id = "device_revoke",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 204, description = "taken off"), SignedFailures)
)]
pub async fn revoke(State(state): State<AppState>, signed: Signed, IdPath(id): IdPath) -> Result<StatusCode, Failure> {
    let (now, today, own) = (state.now(), state.today(), signed.session);
    let revoked = state.db.write(move |tx| {
        let device = device::find(tx, id)?.ok_or_else(Failure::not_found)?;
        let mine = device.account == own.account;
        if !mine {
            let held = answers::held(tx, (device.part, device.account), today)?;
            if !rules::may_revoke(&signed.scope, &held, today) {
                return Err(Failure::not_found());
            }
        }
        if device::revoke(tx, device.part, id, now)? {
            session::end_cookies(tx, device.part, device.account, mine.then_some(own.handle))?;
            answers::note(tx, device.part, (now, Some(own.account)), ("device.revoke", id))?;
        }
        Ok(StatusCode::NO_CONTENT)
    });
    revoked.await
}
