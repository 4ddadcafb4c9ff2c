use access::invitation::{self, Invitation};
use access::{account, device, scope, session};
use api::{AppState, Body, ClientAddress, Failure, PublicFailures, TextPath};
use axum::Json;
use axum::extract::State;
use base::Uuid;
use db::Tx;
use places::store::epoch;

use super::{answers, invitations};
use crate::model::{Accept, Accepted};
use crate::{rules, server_key, store};

/// Accepts an invitation: it is used up, and the phone gets its token.
#[utoipa::path(
    post, path = "/api/invitations/{code}/accept", tag = "phone", operation_id = "invitation_accept",
    params(("code" = String, Path, description = "as it is shown or typed", example = "K7M4-2QPD-9X")), request_body = Accept,
    responses(
        (status = 200, body = Accepted),
        (status = 410, description = "it is used or has expired", body = api::Problem),
        PublicFailures
    )
)]
pub async fn accept(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    TextPath(typed): TextPath,
    Body(asked): Body<Accept>,
) -> Result<Json<Accepted>, Failure> {
    if !rules::is_mac_key(&asked.mac_key) {
        return Err(Failure::form("mac_key has to be 32 bytes in base64"));
    }
    if asked.device_label.chars().count() > 120 {
        return Err(Failure::form("device_label has at most 120 characters"));
    }
    let (now, bucket, inner) = (state.now(), invitations::bucket(address), state.clone());
    let accepted = state.db.write(move |tx| {
        invitations::blocked(tx, &bucket, now)?;
        // One for the desk brings no phone in.
        let found = invitations::find(tx, &typed)?.filter(|found| found.membership.is_some());
        let Some(found) = found else { return Ok(None) };
        let (device, token) = match again(tx, &inner, &found, &asked)? {
            Some(same) => same,
            None => first(tx, &inner, &found, &asked)?,
        };
        answer(tx, &inner, &found, (device, token)).map(Some)
    });
    match accepted.await? {
        Some(accepted) => Ok(Json(accepted)),
        None => Err(invitations::missed(&state, address).await?),
    }
}

/// The same phone asks again because it never saw the answer: it is the same device, with a token that it can use.
fn again(
    tx: &mut Tx<'_>,
    state: &AppState,
    found: &Invitation,
    asked: &Accept,
) -> Result<Option<(Uuid, String)>, Failure> {
    let Some(id) = found.device else { return Ok(None) };
    let known = device::by_id(tx, found.part, id)?.filter(|device| device.mac_key == asked.mac_key);
    let Some(known) = known.filter(|device| device.revoked_at.is_none() && state.now() < found.expires_at) else {
        return Ok(None);
    };
    Ok(Some((id, device::issue_again(tx, &*state.ids, &known)?)))
}

fn first(tx: &mut Tx<'_>, state: &AppState, found: &Invitation, asked: &Accept) -> Result<(Uuid, String), Failure> {
    let (now, part, account) = (state.now(), found.part, found.account);
    invitations::good(found, now)?;
    if account::by_id(tx, part, account)?.is_none_or(|account| account.disabled_at.is_some_and(|at| at <= now)) {
        return Err(Failure::not_found());
    }
    if found.reset {
        device::revoke_all(tx, part, account, now)?;
        session::end_cookies(tx, part, account, None)?;
        account::clear_password(tx, part, account)?;
    }
    let (device, token) =
        device::register(tx, &*state.ids, now, (part, account), (asked.device_label.trim(), &asked.mac_key))?;
    if !invitation::accept(tx, found, Some(device), now)? {
        // Another phone was faster: nothing of this transaction stays.
        invitations::good(&Invitation { used_at: Some(now), ..found.clone() }, now)?;
    }
    answers::note(tx, part, (now, Some(account)), ("device.join", device))?;
    Ok((device, token))
}

fn answer(
    tx: &mut Tx<'_>,
    state: &AppState,
    found: &Invitation,
    (device, token): (Uuid, String),
) -> Result<Accepted, Failure> {
    let today = state.today();
    let scope = scope::load(tx, found.part, found.account)?.ok_or_else(Failure::not_found)?;
    let member = found.membership.map(|id| store::member(tx, id, today)).transpose()?.flatten();
    let unit =
        member.as_ref().map(|member| member.unit).or_else(|| scope.grants_on(today).next().map(|grant| grant.unit));
    Ok(Accepted {
        account: found.account,
        device,
        token,
        name: scope.name.clone(),
        role: member.map(|member| member.role).unwrap_or_default(),
        unit,
        epoch: epoch(tx)?.unwrap_or_default(),
        server_key: server_key::public(tx)?.unwrap_or_default(),
        server_now: state.now().millis(),
    })
}
