use access::{Action, account};
use api::{AppState, Failure, IdPath, Signed, SignedFailures, see};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::accounts::present;
use super::answers;
use crate::model::InvitationMade;
use crate::rules::offices;
use crate::{office, store};

/// Makes a new invitation for somebody of an office who forgot their password. Earlier ones end; the old password is good
/// until the new one is set.
#[utoipa::path(
    post, path = "/api/accounts/{id}/invitation", tag = "desk", operation_id = "account_invite",
    params(("id" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 200, body = InvitationMade),
        (status = 409, description = "it is one's own account, or a program's", body = api::Problem),
        SignedFailures
    )
)]
pub async fn renew(
    State(state): State<AppState>,
    signed: Signed,
    IdPath(id): IdPath,
) -> Result<Json<InvitationMade>, Failure> {
    let (now, today, inner) = (state.now(), state.today(), state.clone());
    let made = state.db.write(move |tx| {
        let actor = present(tx, &signed)?;
        let found =
            account::find(tx, id)?.filter(|found| found.disabled_at.is_none()).ok_or_else(Failure::not_found)?;
        let held = office::held(tx, (found.part, found.id), today)?;
        // Whoever gives none of an account's roles does not learn that it is there.
        let gives = |held: &&crate::rules::Held| actor.gives_on(held.role, &held.path, today);
        held.iter().find(gives).ok_or_else(Failure::not_found)?;
        if id == actor.account {
            // A page left open would otherwise be enough to change the password without the present one.
            let message = "this is your own account; change the password under your name";
            return Err(Failure::refused(StatusCode::CONFLICT, "account_is_own", message));
        }
        if !offices::may_renew(&actor, &held, today) {
            return Err(Failure::not_allowed(Action::ManageAccounts));
        }
        Ok(office::renew(tx, (&*inner.ids, now), (found.part, found.id), Some(actor.account))?)
    });
    Ok(Json(answers::desk_invitation(&state, made.await?)))
}

/// Ends a role of an office today. Who is left without any role is signed out.
#[utoipa::path(
    delete, path = "/api/grants/{id}", tag = "desk", operation_id = "grant_end", params(("id" = Uuid, Path)),
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 204, description = "ended"),
        (status = 409, description = "it is the last one by which the asker gives roles", body = api::Problem),
        SignedFailures
    )
)]
pub async fn end(State(state): State<AppState>, signed: Signed, IdPath(id): IdPath) -> Result<StatusCode, Failure> {
    let (now, today) = (state.now(), state.today());
    let ended = state.db.write(move |tx| {
        let actor = present(tx, &signed)?;
        let (part, account, role, unit) = store::grant(tx, id, today)?.ok_or_else(Failure::not_found)?;
        let seen = see(tx, &actor, Action::ManageAccounts, unit, today)?;
        if !actor.gives_on(role, &seen.path, today) {
            return Err(Failure::not_allowed(Action::ManageAccounts));
        }
        if offices::is_own_last(&actor, id, today) {
            let message = "by this role you give roles; let somebody else end it";
            return Err(Failure::refused(StatusCode::CONFLICT, "own_last_grant", message));
        }
        Ok(office::end(tx, (now, Some(actor.account)), (part, account, id))?)
    });
    ended.await?;
    Ok(StatusCode::NO_CONTENT)
}
