use access::throttle::{self, Limit};
use access::{account, password, session};
use api::{AppState, Body, Failure, Signed, SignedFailures};
use axum::extract::State;
use axum::http::StatusCode;

use super::answers;
use crate::model::NewPassword;

/// Guesses at the present password by whoever sits before an open page.
const LIMIT: Limit = Limit { most: 8, window_seconds: 900 };

/// Sets another password. All other browsers of the account are signed out.
#[utoipa::path(
    post, path = "/api/me/password", tag = "session", operation_id = "me_set_password", request_body = NewPassword,
    security(("cookie" = []), ("token" = [])),
    responses(
        (status = 204, description = "set"),
        (status = 409, description = "a script's token has no password", body = api::Problem),
        (status = 422, description = "the present password is wrong, or the new one too short", body = api::Problem),
        SignedFailures
    )
)]
pub async fn change(
    State(state): State<AppState>,
    signed: Signed,
    Body(asked): Body<NewPassword>,
) -> Result<StatusCode, Failure> {
    if !signed.session.cookie {
        return Err(answers::not_a_browser());
    }
    if asked.old.as_ref().is_some_and(|old| old.chars().count() > password::LONGEST) {
        return Err(Failure::form("a password has at most 128 characters"));
    }
    let refuse = |code, message| Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, code, message);
    let own = signed.session;
    let (part, account, now, bucket) = (own.part, own.account, state.now(), format!("password {}", own.account));
    let found = state.db.write(move |tx| {
        if let Some(seconds) = throttle::attempt(tx, &bucket, LIMIT, now)? {
            return Ok(Err(seconds));
        }
        Ok::<_, db::Error>(Ok(account::by_id(tx, part, account)?))
    });
    let present = found.await?.map_err(Failure::too_many)?.ok_or_else(Failure::not_found)?.password_hash;
    if present.is_some() && !password::verify(asked.old.unwrap_or_default(), present).await? {
        return Err(refuse("password_wrong", "the present password is wrong"));
    }
    let Some(hash) = password::hash(asked.new, &*state.ids).await? else {
        return Err(refuse("password_length", "a password has 8 to 128 characters"));
    };
    let set = state.db.write(move |tx| {
        account::set_password(tx, part, account, &hash)?;
        session::end_cookies(tx, part, account, Some(own.handle))?;
        throttle::forget(tx, &format!("password {account}"))?;
        answers::note(tx, part, (now, Some(account)), ("password.set", account))
    });
    set.await?;
    Ok(StatusCode::NO_CONTENT)
}
