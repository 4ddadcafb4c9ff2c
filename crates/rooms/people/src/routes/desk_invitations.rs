use access::invitation::{self, Invitation};
use access::{account, password, session};
use api::{AppState, Body, ClientAddress, Failure, FromOurPages, PublicFailures, TextPath};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use db::Tx;

use super::{answers, invitations, sign_in};
use crate::model::{ChosenPassword, DeskInvitation, Me, OfficeShown};
use crate::store;

/// What an invitation for the desk says. Looking at it changes nothing: previews of links do it too.
#[utoipa::path(
    get, path = "/api/invitations/{code}/account", tag = "session", operation_id = "desk_invitation_show",
    params(("code" = String, Path, description = "as it is shown or typed", example = "K7M4-2QPD-9X")),
    responses(
        (status = 200, body = DeskInvitation),
        (status = 410, description = "it is used or has expired", body = api::Problem),
        PublicFailures
    )
)]
pub async fn show(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    TextPath(typed): TextPath,
) -> Result<Json<DeskInvitation>, Failure> {
    let (now, bucket, inner) = (state.now(), invitations::bucket(address), state.clone());
    let shown = state.db.read(move |tx| {
        invitations::blocked(tx, &bucket, now)?;
        let Some(found) = find(tx, &typed)? else { return Ok(None) };
        invitations::good(&found, now)?;
        read(tx, &inner, &found)
    });
    match shown.await? {
        Some(shown) => Ok(Json(shown)),
        None => Err(invitations::missed(&state, address).await?),
    }
}

fn read(tx: &mut Tx<'_>, state: &AppState, found: &Invitation) -> Result<Option<DeskInvitation>, Failure> {
    let login = account::logins(tx, found.part, found.account)?.into_iter().next();
    let Some(login) = login else { return Ok(None) };
    let me = answers::me(tx, state, (found.part, found.account))?;
    let by = found.made_by.map(|by| store::inviter(tx, by)).transpose()?.flatten();
    let offices = me.grants.into_iter().filter(|grant| !grant.role.is_of_team());
    Ok(Some(DeskInvitation {
        name: me.name,
        login,
        offices: offices.map(|grant| OfficeShown { role: grant.role, unit_name: grant.unit_name }).collect(),
        invited_by: by.unwrap_or_default(),
        expires_at: found.expires_at.millis(),
    }))
}

/// One for a phone is none for the desk.
fn find(tx: &mut Tx<'_>, typed: &str) -> db::Result<Option<Invitation>> {
    Ok(invitations::find(tx, typed)?.filter(|found| found.membership.is_none()))
}

/// Sets the password that somebody chose, uses the invitation up, and signs them in at the desk. Browsers that were signed
/// in before are signed out.
#[utoipa::path(
    post, path = "/api/invitations/{code}/account", tag = "session", operation_id = "desk_invitation_accept",
    params(
        ("code" = String, Path, description = "as it is shown or typed", example = "K7M4-2QPD-9X"),
        ("x-gandan" = String, Header, description = "anything: no other site's form can send it", example = "1")
    ),
    request_body = ChosenPassword,
    responses(
        (status = 200, body = Me, headers(("Set-Cookie" = String, description = "the session"))),
        (status = 403, description = "a change has to come from our own pages", body = api::Problem),
        (status = 410, description = "it is used or has expired", body = api::Problem),
        (status = 422, description = "the password is too short or too long", body = api::Problem),
        PublicFailures
    )
)]
pub async fn accept(
    State(state): State<AppState>,
    _: FromOurPages,
    ClientAddress(address): ClientAddress,
    TextPath(typed): TextPath,
    headers: HeaderMap,
    Body(asked): Body<ChosenPassword>,
) -> Result<impl IntoResponse, Failure> {
    let (now, bucket) = (state.now(), invitations::bucket(address));
    // Before the work of hashing, so that whoever guesses codes costs nothing.
    let found = state.db.read(move |tx| {
        invitations::blocked(tx, &bucket, now)?;
        let Some(found) = find(tx, &typed)? else { return Ok(None) };
        invitations::good(&found, now)?;
        let known = account::by_id(tx, found.part, found.account)?;
        Ok::<_, Failure>(known.filter(|known| known.disabled_at.is_none()).map(|_| found))
    });
    let Some(found) = found.await? else { return Err(invitations::missed(&state, address).await?) };
    let Some(hash) = password::hash(asked.password, &*state.ids).await? else {
        let message = "a password has 8 to 128 characters";
        return Err(Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, "password_length", message));
    };
    let (part, account) = (found.part, found.account);
    let set = state.db.write(move |tx| {
        if !invitation::accept(tx, &found, None, now)? {
            // Another browser was faster: nothing of this transaction stays.
            invitations::good(&Invitation { used_at: Some(now), ..found.clone() }, now)?;
        }
        account::set_password(tx, part, account, &hash)?;
        session::end_cookies(tx, part, account, None)?;
        Ok::<_, Failure>(answers::note(tx, part, (now, Some(account)), ("password.set", account))?)
    });
    set.await?;
    sign_in::open(&state, (part, account), sign_in::label(&headers), None).await
}
