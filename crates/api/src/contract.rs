//! Parts of the contract: the failures that every route of a sort can answer with, so that none is forgotten.

use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoResponses, Modify};

use crate::Problem;

/// What a route without sign-in can fail with.
#[derive(IntoResponses)]
#[allow(dead_code)]
pub enum PublicFailures {
    /// The form of the request is wrong.
    #[response(status = 400)]
    Form(Problem),
    /// There is no such thing, or it is hidden.
    #[response(status = 404)]
    Absent(Problem),
    /// This address does not take that method.
    #[response(status = 405)]
    Method(Problem),
    /// The request took too long to arrive.
    #[response(status = 408)]
    Slow(Problem),
    /// The body is too large.
    #[response(status = 413)]
    Large(Problem),
    /// The body is not of the type that the route takes.
    #[response(status = 415)]
    Type(Problem),
    /// Too many attempts; Retry-After says when.
    #[response(status = 429, headers(("Retry-After" = i64, description = "seconds to wait")))]
    TooMany(Problem),
    /// The server made a mistake.
    #[response(status = 500)]
    Failed(Problem),
    /// The server is busy or starting; Retry-After says when to come back.
    #[response(status = 503, headers(("Retry-After" = i64, description = "seconds to wait")))]
    Busy(Problem),
    /// The disk is full; nothing was written.
    #[response(status = 507)]
    Full(Problem),
}

/// What a route for the signed-in can fail with.
#[derive(IntoResponses)]
#[allow(dead_code)]
pub enum SignedFailures {
    /// The form of the request is wrong.
    #[response(status = 400)]
    Form(Problem),
    /// Nobody is signed in.
    #[response(status = 401)]
    SignIn(Problem),
    /// A role allows to see this, but not to do it; or a change did not come from our own pages.
    #[response(status = 403)]
    Denied(Problem),
    /// There is no such thing, or it is outside the units of the asker.
    #[response(status = 404)]
    Absent(Problem),
    /// This address does not take that method.
    #[response(status = 405)]
    Method(Problem),
    /// The request took too long to arrive.
    #[response(status = 408)]
    Slow(Problem),
    /// The body is too large.
    #[response(status = 413)]
    Large(Problem),
    /// The body is not of the type that the route takes.
    #[response(status = 415)]
    Type(Problem),
    /// Too many attempts; Retry-After says when.
    #[response(status = 429, headers(("Retry-After" = i64, description = "seconds to wait")))]
    TooMany(Problem),
    /// The server made a mistake.
    #[response(status = 500)]
    Failed(Problem),
    /// The server is busy or starting; Retry-After says when to come back.
    #[response(status = 503, headers(("Retry-After" = i64, description = "seconds to wait")))]
    Busy(Problem),
    /// The disk is full; nothing was written.
    #[response(status = 507)]
    Full(Problem),
}

/// What a route for phones can fail with.
pub type PhoneFailures = SignedFailures;

/// Declares how one signs in: `cookie` for the desk, `token` for scripts and phones.
pub struct Security;

impl Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::COOKIE)));
        let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        components.add_security_scheme("cookie", cookie);
        components.add_security_scheme("token", token);
    }
}
