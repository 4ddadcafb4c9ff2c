use serde::Serialize;
use utoipa::ToSchema;

/// How complete the figures are: each hamlet team stands in exactly one of the four.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SendingSummary)]
pub struct Freshness {
    /// Teams with nothing left on their phones.
    pub sent_all: i64,
    /// Teams with something still to send.
    pub waiting: i64,
    /// Teams with something sent back.
    pub refused: i64,
    /// Teams not heard of for over 7 days.
    pub silent: i64,
    /// When a phone was last heard of, in milliseconds.
    pub last_at: Option<i64>,
}

/// The state of the teams below one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowFreshness {
    /// kept, waiting, refused or late: the worst of its teams.
    pub state: State,
    /// Days since the longest silent team was heard of; null where one never was, and where none is silent.
    pub days: Option<i64>,
    /// Entries waiting, entries sent back, or teams silent.
    pub count: i64,
}

/// How a team stands with its sending, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[schema(as = SendingState)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// All sent.
    Kept,
    /// Something is still on a phone.
    Waiting,
    /// Something was sent back.
    Refused,
    /// Silent for over 7 days.
    Late,
}
