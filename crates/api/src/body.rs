use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Json, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{AppState, Failure};

/// A JSON body. What is wrong with it is answered in our own form, never as plain text.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Failure::refused(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "type_wrong",
                "send the body as JSON, with content-type: application/json",
            )),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Failure::refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the body is too large; send less at once"))
            }
            Err(rejection) => Err(Failure::form(rejection.body_text())),
        }
    }
}

/// The query of an address.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Query(value) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|rejection: QueryRejection| Failure::form(rejection.body_text()))?;
        Ok(Self(value))
    }
}

/// The id in an address. What is no id is not there.
pub struct IdPath(pub Uuid);

impl FromRequestParts<AppState> for IdPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let Path(id) = Path::<Uuid>::from_request_parts(parts, state).await.map_err(|_| Failure::not_found())?;
        Ok(Self(id))
    }
}
