/// What can go wrong below the stores, the same for both engines. A store turns what it expects (a broken unique rule)
/// into a refusal of its room; the rest becomes one answer at the edge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The address names no engine.
    #[error("'{0}…' is no database address; use sqlite:PATH or postgres://USER@HOST/NAME")]
    Address(String),
    /// Nobody could be served in time: try again later (503).
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The disk or the quota is full; nothing was written (507).
    #[error("the disk is full: {0}")]
    DiskFull(String),
    /// A unique rule is broken. The columns are known on SQLite only, so decide by where it happened, not by this text.
    #[error("a unique rule is broken: {0}")]
    Unique(String),
    /// A check, a not-null rule or a reference is broken.
    #[error("a rule of the schema is broken: {0}")]
    Rule(String),
    /// PostgreSQL asks for the transaction to be repeated; [`crate::Db::write`] does so by itself.
    #[error("the transaction has to be repeated: {0}")]
    Repeat(String),
    /// The file is damaged or not a database of ours.
    #[error("the database cannot be read: {0}")]
    Damaged(String),
    /// A row does not have the type that the code expects.
    #[error("column {index}: {message}")]
    Column {
        /// The position in the select list, from 0.
        index: usize,
        /// What the driver said.
        message: String,
    },
    /// One row was expected and none is there.
    #[error("no row where one has to be")]
    NoRow,
    /// Anything else.
    #[error("database: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let text = error.to_string();
        let extended = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => (failure.code, failure.extended_code),
            rusqlite::Error::QueryReturnedNoRows => return Self::NoRow,
            _ => return Self::Other(text),
        };
        match extended {
            (ErrorCode::ConstraintViolation, 2067 | 1555) => Self::Unique(text),
            (ErrorCode::ConstraintViolation, _) => Self::Rule(text),
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Busy(text),
            (ErrorCode::DiskFull, _) => Self::DiskFull(text),
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Self::Damaged(text),
            _ => Self::Other(text),
        }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        let Some(state) = error.code() else {
            let text = source_text(&error);
            return if error.is_closed() { Self::Busy(text) } else { Self::Other(text) };
        };
        // Constraint names are empty on a cluster: only the state is looked at.
        let text = source_text(&error);
        match state.code() {
            "23505" => Self::Unique(text),
            "23502" | "23503" | "23514" => Self::Rule(text),
            "40001" | "40P01" => Self::Repeat(text),
            "XX000" if text.contains("could not commit transaction") => Self::Repeat(text),
            "53100" => Self::DiskFull(text),
            "53300" | "55P03" | "57014" | "57P01" | "57P03" => Self::Busy(text),
            _ => Self::Other(text),
        }
    }
}

fn source_text(error: &postgres::Error) -> String {
    let source = std::error::Error::source(error);
    source.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
