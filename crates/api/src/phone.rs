use access::device::{self, Device};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::signed::bearer;
use crate::{AppState, Failure};

/// A phone that has shown its token.
#[derive(Clone)]
pub struct Phone {
    /// The device.
    pub device: Device,
    /// The token is the next one, seen for the first time.
    pub next: bool,
}

impl FromRequestParts<AppState> for Phone {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let unknown =
            || Failure::refused(StatusCode::UNAUTHORIZED, "token_unknown", "this phone's token is not known here");
        let token = bearer(&parts.headers).ok_or_else(unknown)?.to_owned();
        let now = state.now();
        let found = state.db.read(move |tx| device::by_token(tx, &token)).await?;
        let (device, next) = found.ok_or_else(unknown)?;
        if device.revoked_at.is_some_and(|at| at <= now) {
            let message = "this phone was taken off the list; what it still holds can be sent as sealed copies";
            return Err(Failure::refused(StatusCode::UNAUTHORIZED, "device_revoked", message));
        }
        Ok(Self { device, next })
    }
}

/// Marks an answer that carries a hamlet's whole book: it is packed as small as it goes.
#[derive(Debug, Clone, Copy)]
pub struct Whole;
