//! Parts of the contract: the failures that every route of a sort can answer with, so that none is forgotten.

use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::{IntoResponses, Modify, ToSchema};

use crate::Problem;

/// Bytes as they are, in the contract.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[allow(dead_code)]
pub struct Binary(Vec<u8>);

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
    fn modify(&self, openapi: &mut OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let cookie = "The desk's own pages; a change then needs the header x-gandan and comes from the same origin.";
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(crate::COOKIE, cookie)));
        let token = "A script's token (gandan token create) or, where a route says so, a phone's.";
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(token)).build();
        components.add_security_scheme("cookie", cookie);
        components.add_security_scheme("token", SecurityScheme::Http(token));
    }
}

/// The contract as others than our own pages use it: where a token opens a route, the cookie is not offered as well. A client
/// that follows the contract would send both, and one of them wrong.
pub fn for_clients(openapi: &mut OpenApi) {
    let cookie = SecurityRequirement::new::<_, [&str; 0], &str>("cookie", []);
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for security in operations.into_iter().flatten().filter_map(|operation| operation.security.as_mut()) {
            if security.len() > 1 {
                security.retain(|way| *way != cookie);
            }
        }
    }
}
