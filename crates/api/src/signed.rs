use std::sync::Arc;

use access::session::{self, Session};
use access::{Action, Scope};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};

use crate::{AppState, Failure};

/// The name of the desk's cookie.
pub const COOKIE: &str = "gandan_session";

/// Somebody who is signed in, by cookie or by the token of a script. A change that comes with a cookie has to come from our
/// own pages.
#[derive(Clone)]
pub struct Signed {
    /// What they may.
    pub scope: Arc<Scope>,
    /// Their session.
    pub session: Session,
}

impl Signed {
    /// Whether they may do this anywhere at all today; for routes that name no unit.
    pub fn may_anywhere(&self, action: Action, state: &AppState) -> bool {
        self.scope.permits_anywhere(action, state.today())
    }
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        // A token was put there on purpose, a cookie comes by itself: the token counts.
        let bearer = bearer(&parts.headers);
        let from_cookie = bearer.is_none();
        let secret = bearer.or_else(|| cookie_of(&parts.headers)).ok_or_else(Failure::sign_in)?.to_owned();
        let now = state.now();
        let found = state.db.read(move |tx| {
            let Some(session) = session::find(tx, &secret, now)?.filter(|s| s.cookie == from_cookie) else {
                return Ok(None);
            };
            let scope = access::scope::load(tx, session.part, session.account)?;
            Ok::<_, db::Error>(scope.map(|scope| (session, scope)))
        });
        let (session, scope) = found.await?.ok_or_else(Failure::sign_in)?;
        if scope.disabled_at.is_some_and(|at| at <= now) {
            return Err(Failure::sign_in());
        }
        if from_cookie {
            same_site(parts, &state.public_url)?;
        }
        if session::is_stale(&session, now) {
            let (db, used) = (state.db.clone(), session.clone());
            // Nobody waits for this note; a lost one is written at the next request.
            tokio::spawn(async move { db.write(move |tx| session::touch(tx, &used, now)).await });
        }
        Ok(Self { scope, session })
    }
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

fn cookie_of(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(k, _)| *k == COOKIE)
        .map(|(_, v)| v)
}

/// For changes that come before there is a session: signing in. A foreign page must not sign a browser in as somebody else.
pub struct FromOurPages;

impl FromRequestParts<AppState> for FromOurPages {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        same_site(parts, &state.public_url).map(|()| Self)
    }
}

/// A browser sends the cookie along with a form of a foreign page, but neither our header nor our origin.
fn same_site(parts: &Parts, public_url: &str) -> Result<(), Failure> {
    let headers = &parts.headers;
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let foreign = || {
        Failure::refused(
            StatusCode::FORBIDDEN,
            "foreign_page",
            "a change has to come from our own pages (header x-gandan: 1)",
        )
    };
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if headers.get("x-gandan").is_none() || site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(foreign());
    }
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A proxy may speak to us under another name than the one that people open.
    let ours = |origin: &str| origin == public_url || origin.split_once("://").is_some_and(|(_, from)| from == host);
    if origin.is_none_or(ours) { Ok(()) } else { Err(foreign()) }
}

/// The header that gives a browser its session.
pub fn cookie(secret: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    let age = session::LONGEST_SECONDS;
    format!("{COOKIE}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
}

/// The header that takes it away.
pub fn cookie_gone(secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}")
}
