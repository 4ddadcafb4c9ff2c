use access::session::{self, Session};
use api::{AppState, Failure, IdPath, Signed, SignedFailures};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use base::Uuid;

use super::answers;
use crate::model::SessionShown;

/// Signs out of the desk: the session ends and the cookie goes.
#[utoipa::path(
    delete, path = "/api/session", tag = "session", operation_id = "session_close", security(("cookie" = []), ("token" = [])),
    responses(
        (status = 204, description = "signed out", headers(("Set-Cookie" = String, description = "an empty one"))),
        (status = 409, description = "a script's token is no browser's session", body = api::Problem),
        SignedFailures
    )
)]
pub async fn sign_out(State(state): State<AppState>, signed: Signed) -> Result<impl IntoResponse, Failure> {
    if !signed.session.cookie {
        return Err(answers::not_a_browser());
    }
    close(&state, signed.session.clone(), signed.session.handle).await?;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, api::cookie_gone(state.secure))])))
}

/// My sessions and tokens, those last used first.
#[utoipa::path(
    get, path = "/api/sessions", tag = "session", operation_id = "session_list", security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<SessionShown>), SignedFailures)
)]
pub async fn list(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<SessionShown>>, Failure> {
    let (now, own) = (state.now(), signed.session);
    let (part, account) = (own.part, own.account);
    let all = state.db.read(move |tx| session::of_account(tx, part, account, now)).await?;
    Ok(Json(all.into_iter().map(|one| shown(one, own.handle)).collect()))
}

/// Ends one of my other sessions. The one that asks is ended by signing out.
#[utoipa::path(
    delete, path = "/api/sessions/{handle}", tag = "session", operation_id = "session_end",
    params(("handle" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses(
        (status = 204, description = "ended"),
        (status = 409, description = "it is the session that asks", body = api::Problem),
        SignedFailures
    )
)]
pub async fn end(State(state): State<AppState>, signed: Signed, IdPath(handle): IdPath) -> Result<StatusCode, Failure> {
    if handle == signed.session.handle {
        let message = "this is the session that asks; sign out to end it";
        return Err(Failure::refused(StatusCode::CONFLICT, "session_is_current", message));
    }
    close(&state, signed.session, handle).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn close(state: &AppState, own: Session, handle: Uuid) -> Result<(), Failure> {
    let now = state.now();
    let closed = state.db.write(move |tx| {
        if !session::revoke(tx, own.part, own.account, handle)? {
            return Err(Failure::not_found());
        }
        Ok(answers::note(tx, own.part, (now, Some(own.account)), ("session.close", handle))?)
    });
    closed.await
}

fn shown(session: Session, current: Uuid) -> SessionShown {
    SessionShown {
        current: session.handle == current,
        handle: session.handle,
        kind: if session.cookie { "cookie" } else { "token" },
        label: session.label,
        created_at: session.created_at.millis(),
        seen_at: session.seen_at.millis(),
        expires_at: session.expires_at.millis(),
    }
}
