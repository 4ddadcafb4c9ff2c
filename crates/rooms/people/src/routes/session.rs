use access::session::{self, Session};
use access::{account, normalise, password, throttle};
use api::{
    AppState, Body, ClientAddress, Failure, IdPath, Phone, PhoneFailures, PublicFailures, Signed, SignedFailures, cookie,
    cookie_gone,
};
use audit::Chain;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry;
use super::me::{Me, me_of};

/// Ten wrong passwords for one name in a quarter of an hour…
const PER_LOGIN: throttle::Limit = throttle::Limit { most: 10, window_seconds: 900 };
/// …or a hundred from one address: an office sits behind one address.
const PER_ADDRESS: throttle::Limit = throttle::Limit { most: 100, window_seconds: 900 };

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// A phone number or user name.
    #[schema(max_length = 80)]
    login: String,
    /// The password.
    #[schema(max_length = 128)]
    password: String,
}

/// Signs in at the desk; the answer sets the cookie.
#[utoipa::path(
    post, path = "/api/session", tag = "sign-in", operation_id = "session_create",
    request_body = SignIn,
    responses((status = 200, body = Me), (status = 401, description = "name or password is wrong", body = api::Problem), PublicFailures)
)]
pub async fn sign_in(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Body(SignIn { login, password }): Body<SignIn>,
) -> Result<Response, Failure> {
    let wrong = || Failure::refused(StatusCode::UNAUTHORIZED, "sign_in_wrong", "name or password is wrong");
    let login = normalise(&login).map_err(|_| wrong())?;
    if password.chars().count() > password::LONGEST {
        return Err(wrong());
    }
    let now = state.now();
    let buckets = [(format!("login {login}"), PER_LOGIN), (format!("sign-in {address}"), PER_ADDRESS)];
    let by_name = buckets[0].0.clone();
    let waited = state.db.write(move |tx| {
        let mut wait = None;
        for (bucket, limit) in &buckets {
            wait = wait.max(throttle::attempt(tx, bucket, *limit, now)?);
        }
        Ok::<_, db::Error>(wait)
    });
    if let Some(seconds) = waited.await? {
        return Err(Failure::too_many(seconds));
    }
    let found = state.db.read(move |tx| account::by_login(tx, &login)).await?;
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    if !password::verify(password, hash).await {
        return Err(wrong());
    }
    let account = found.filter(|account| account.disabled_at.is_none()).ok_or_else(wrong)?;
    let (part, id) = (account.part, account.id);
    open(&state, &headers, (part, id), Some(by_name), "session.open").await
}

/// Signs a phone's owner in at the desk's pages in the phone's own browser.
#[utoipa::path(
    post, path = "/api/session/device", tag = "sign-in", operation_id = "session_create_from_phone",
    security(("token" = [])),
    responses((status = 200, body = Me), PhoneFailures)
)]
pub async fn from_phone(State(state): State<AppState>, phone: Phone, headers: HeaderMap) -> Result<Response, Failure> {
    open(&state, &headers, (phone.device.part, phone.device.account), None, "session.open_from_phone").await
}

async fn open(
    state: &AppState,
    headers: &HeaderMap,
    (part, account): (i64, Uuid),
    forget: Option<String>,
    action: &'static str,
) -> Result<Response, Failure> {
    let now = state.now();
    let label = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
    let (ids, today) = (state.ids.clone(), state.today());
    let opened = state.db.write(move |tx| {
        if let Some(bucket) = &forget {
            throttle::forget(tx, bucket)?;
        }
        let secret = session::open(tx, &*ids, now, (part, account), (true, &label))?;
        audit::append(tx, part, Chain::Accounts, vec![entry(now, Some(account), action, account)])?;
        let scope = access::scope::load(tx, part, account)?.ok_or(db::Error::NoRow)?;
        Ok::<_, db::Error>((secret, me_of(tx, &scope, today)?))
    });
    let (secret, me) = opened.await?;
    Ok(([(header::SET_COOKIE, cookie(&secret, state.secure))], Json(me)).into_response())
}

/// Signs out; the answer takes the cookie away.
#[utoipa::path(
    delete, path = "/api/session", tag = "sign-in", operation_id = "session_delete",
    security(("cookie" = []), ("token" = [])),
    responses((status = 204, description = "signed out"), SignedFailures)
)]
pub async fn sign_out(State(state): State<AppState>, signed: Signed) -> Result<Response, Failure> {
    let (part, account, handle) = (signed.session.part, signed.session.account, signed.session.handle);
    state.db.write(move |tx| session::revoke(tx, part, account, handle)).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie_gone())]).into_response())
}

/// An open session, as its owner sees it.
#[derive(Serialize, ToSchema)]
pub struct Open {
    /// The name to end it by.
    handle: Uuid,
    /// This very one.
    current: bool,
    /// `cookie` (a browser) or `token` (a script).
    kind: &'static str,
    /// The browser, or what the token is for.
    label: String,
    /// Milliseconds.
    created_at: i64,
    /// Milliseconds.
    seen_at: i64,
}

/// My open sessions.
#[utoipa::path(
    get, path = "/api/sessions", tag = "sign-in", operation_id = "session_list",
    security(("cookie" = []), ("token" = [])),
    responses((status = 200, body = Vec<Open>), SignedFailures)
)]
pub async fn list(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<Open>>, Failure> {
    let now = state.now();
    let (part, account, current) = (signed.session.part, signed.session.account, signed.session.handle);
    let found = state.db.read(move |tx| session::of_account(tx, part, account, now)).await?;
    let shown = |session: Session| Open {
        current: session.handle == current,
        handle: session.handle,
        kind: if session.cookie { "cookie" } else { "token" },
        label: session.label,
        created_at: session.created_at.millis(),
        seen_at: session.seen_at.millis(),
    };
    Ok(Json(found.into_iter().map(shown).collect()))
}

/// Ends one of my sessions.
#[utoipa::path(
    delete, path = "/api/sessions/{handle}", tag = "sign-in", operation_id = "session_end",
    params(("handle" = Uuid, Path)), security(("cookie" = []), ("token" = [])),
    responses((status = 204, description = "ended"), SignedFailures)
)]
pub async fn end(State(state): State<AppState>, signed: Signed, IdPath(handle): IdPath) -> Result<StatusCode, Failure> {
    let (part, account) = (signed.session.part, signed.session.account);
    let ended = state.db.write(move |tx| session::revoke(tx, part, account, handle)).await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Failure::not_found()) }
}
