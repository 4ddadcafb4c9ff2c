use places::RowError;
use serde_json::{Value, json};

/// Why a change is not made. Nothing is written then.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Refusal {
    /// A stable code.
    pub code: &'static str,
    /// What the sentence needs.
    pub params: Value,
    /// English.
    pub message: String,
    /// What is there speaks against it; else what was typed is wrong in itself.
    pub conflict: bool,
}

/// Why a change is not made, or that it could not be tried.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EditError {
    /// It is refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such thing.
    #[error("there is no such thing")]
    Absent,
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// What is there speaks against the change.
pub(super) fn refusal(code: &'static str, message: &str) -> EditError {
    refusal_with(code, message, Value::Null)
}

/// [`refusal`] with what its sentence needs.
pub(super) fn refusal_with(code: &'static str, message: &str, params: Value) -> EditError {
    EditError::Refused(Refusal { code, params, message: message.into(), conflict: true })
}

/// A field that cannot be so; its sentence comes along, as for a cell of a list.
pub(super) fn wrong(error: &RowError) -> EditError {
    let params = json!({ "field": error.column, "vi": error.vi, "en": error.en });
    EditError::Refused(Refusal { code: "field_wrong", params, message: error.en.clone(), conflict: false })
}

/// A day that cannot be so.
pub(super) fn wrong_day(field: &'static str, vi: &str, en: &str) -> EditError {
    wrong(&RowError::new(0, field, vi, en))
}
