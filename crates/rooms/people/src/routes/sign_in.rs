use access::throttle::{self, Limit};
use access::{account, password, session};
use api::{AppState, Body, ClientAddress, Failure, FromOurPages, Phone, PhoneFailures, PublicFailures};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use base::Uuid;

use super::answers;
use crate::model::{Me, SignIn};
use crate::rules::browser_label;

/// One name from one address; one name from everywhere, so that nobody can lock another out quickly; one address.
const NAME_HERE: Limit = Limit { most: 8, window_seconds: 900 };
const NAME: Limit = Limit { most: 40, window_seconds: 900 };
const HERE: Limit = Limit { most: 100, window_seconds: 900 };

/// Signs in at the desk with a name and a password, and sets the cookie.
#[utoipa::path(
    post, path = "/api/session", tag = "session", operation_id = "session_open", request_body = SignIn,
    params(("x-gandan" = String, Header, description = "anything: no other site's form can send it", example = "1")),
    responses(
        (status = 200, body = Me, headers(("Set-Cookie" = String, description = "the session"))),
        (status = 401, description = "name or password is wrong", body = api::Problem),
        (status = 403, description = "a change has to come from our own pages", body = api::Problem),
        PublicFailures
    )
)]
pub async fn sign_in(
    State(state): State<AppState>,
    _: FromOurPages,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Body(asked): Body<SignIn>,
) -> Result<impl IntoResponse, Failure> {
    if asked.login.chars().count() > 80 || asked.password.chars().count() > password::LONGEST {
        return Err(Failure::form("a login has at most 80 characters, a password at most 128"));
    }
    let wrong = || Failure::refused(StatusCode::UNAUTHORIZED, "sign_in_wrong", "name or password is wrong");
    // What cannot be a name is nobody's: same work, same answer.
    let login = access::normalise(&asked.login).unwrap_or_default();
    let known = access::secret::hash(&login);
    let (now, mine) = (state.now(), format!("sign-in {known} {address}"));
    let buckets = [(mine.clone(), NAME_HERE), (format!("sign-in {known}"), NAME), (format!("sign-in {address}"), HERE)];
    let found = state.db.write(move |tx| {
        for (bucket, limit) in &buckets {
            if let Some(seconds) = throttle::attempt(tx, bucket, *limit, now)? {
                return Ok(Err(seconds));
            }
        }
        Ok::<_, db::Error>(Ok(account::by_login(tx, &login)?))
    });
    let found =
        found.await?.map_err(Failure::too_many)?.filter(|account| account.disabled_at.is_none_or(|at| now < at));
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    if !password::verify(asked.password, hash).await? {
        return Err(wrong());
    }
    let account = found.ok_or_else(wrong)?;
    open(&state, (account.part, account.id), label(&headers), Some(mine)).await
}

/// Opens the desk on a phone that has joined, for the same account, and sets the cookie.
#[utoipa::path(
    post, path = "/api/session/device", tag = "session", operation_id = "session_open_from_device",
    security(("token" = [])),
    responses((status = 200, body = Me, headers(("Set-Cookie" = String, description = "the session"))), PhoneFailures)
)]
pub async fn from_phone(State(state): State<AppState>, phone: Phone) -> Result<impl IntoResponse, Failure> {
    let device = phone.device;
    open(&state, (device.part, device.account), device.label, None).await
}

/// Which browser asks.
pub(super) fn label(headers: &HeaderMap) -> String {
    browser_label(headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// Opens a session and sets its cookie. `forget`: a bucket of attempts that led here.
pub(super) async fn open(
    state: &AppState,
    (part, account): (i64, Uuid),
    label: String,
    forget: Option<String>,
) -> Result<impl IntoResponse + use<>, Failure> {
    let (at, inner) = (state.now(), state.clone());
    let opened = state.db.write(move |tx| {
        let secret = session::open(tx, &*inner.ids, at, (part, account), (true, &label))?;
        if let Some(bucket) = &forget {
            throttle::forget(tx, bucket)?;
        }
        answers::note(tx, part, (at, Some(account)), ("session.open", account))?;
        Ok::<_, Failure>((answers::me(tx, &inner, (part, account))?, secret))
    });
    let (me, secret) = opened.await?;
    Ok((AppendHeaders([(header::SET_COOKIE, api::cookie(&secret, state.secure))]), Json(me)))
}
