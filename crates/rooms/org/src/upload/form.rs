use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use utoipa::ToSchema;

use super::asked::Asked;

/// What is said of a file is no longer than this.
const SAID: usize = 4 << 20;

/// So many bytes a request of a list may have.
pub fn body_limit() -> usize {
    sheets::Limits::default().bytes as usize + SAID
}

/// A file with what is asked of it, as `multipart/form-data`: first `asked`, as JSON, then `file`.
#[derive(Debug)]
pub struct Upload {
    /// What is asked.
    pub asked: Asked,
    /// The file.
    pub file: Bytes,
}

/// The form of an [`Upload`], for the contract.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct ListForm {
    asked: Asked,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = api::Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let mut form = Multipart::from_request(request, state).await.map_err(|_| {
            let message = "send the file as multipart/form-data";
            api::Failure::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type_wrong", message)
        })?;
        let (mut asked, mut file) = (None, None);
        while let Some(field) = form.next_field().await.map_err(broken)? {
            match field.name() {
                Some("asked") => {
                    let text = field.text().await.map_err(broken)?;
                    let read = serde_json::from_str::<Asked>(&text);
                    asked = Some(read.map_err(|error| api::Failure::form(format!("asked: {error}")))?);
                }
                Some("file") => file = Some(field.bytes().await.map_err(broken)?),
                _ => {}
            }
        }
        let missing = |field: &str| api::Failure::form(format!("the form lacks '{field}'"));
        Ok(Self { asked: asked.ok_or_else(|| missing("asked"))?, file: file.ok_or_else(|| missing("file"))? })
    }
}

fn broken(error: axum::extract::multipart::MultipartError) -> api::Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return api::Failure::refused(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the file is too large");
    }
    api::Failure::form(error.body_text())
}
