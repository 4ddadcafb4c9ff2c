use api::Failure;
use axum::http::StatusCode;
use base::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::Basis;
use crate::lists::{Kept, UndoError};

/// A list that came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptShown {
    /// Its id.
    pub id: Uuid,
    /// roster, households.
    pub kind: String,
    /// As the officer's machine calls the file.
    pub file_name: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who brought it in; None for a command.
    pub by: Option<String>,
    /// How many rows made somebody.
    pub created: i64,
    /// How many rows changed somebody.
    pub changed: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// Whether it is young enough to be taken back.
    pub may_undo: bool,
    /// By what right protected values were kept.
    pub basis: Option<Basis>,
}

impl KeptShown {
    /// As it stands now.
    pub fn new(kept: Kept, now: base::Instant) -> Self {
        Self {
            may_undo: kept.undone_at.is_none() && crate::lists::is_young(&kept, now),
            id: kept.id,
            kind: kept.kind,
            basis: kept.basis,
            file_name: kept.file_name,
            at: kept.at.millis(),
            by: kept.by,
            created: kept.created,
            changed: kept.changed,
            undone_at: kept.undone_at.map(base::Instant::millis),
        }
    }
}

/// Why a list stays, as an answer.
pub fn refused(error: UndoError) -> Failure {
    let message = error.to_string();
    let (code, params) = match error {
        UndoError::Db(error) => return error.into(),
        UndoError::TooLate => ("undo_too_late", serde_json::Value::Null),
        UndoError::Already => ("undo_already", serde_json::Value::Null),
        UndoError::Built(built) => {
            let built: Vec<_> =
                built.into_iter().map(|one| serde_json::json!({ "name": one.name, "why": one.why })).collect();
            ("undo_built_on", serde_json::json!({ "built": built }))
        }
    };
    Failure::Refused { status: StatusCode::CONFLICT, code, params, message }
}
