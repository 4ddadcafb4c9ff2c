//! Asking before something protected is written down.

use base::Uuid;
use serde::Serialize;

/// A household's answer.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentRecord {
    /// Its id.
    pub consent: Uuid,
    /// Whose.
    pub household: Uuid,
    /// What for.
    pub purpose: &'static str,
    /// The text that was read.
    pub version: i64,
    /// given, refused or withdrawn.
    pub answer: &'static str,
    /// app, paper or message.
    pub form: &'static str,
    /// The day.
    pub day: String,
}

/// What is written on the ground of a consent.
#[derive(Debug, Clone, Serialize)]
pub struct RestrictedSet {
    /// Whose.
    pub household: Uuid,
    /// The field.
    pub purpose: &'static str,
    /// Of the household or its people.
    pub values: Vec<RestrictedValue>,
}

/// One value.
#[derive(Debug, Clone, Serialize)]
pub struct RestrictedValue {
    /// The household or a person.
    pub subject: Uuid,
    /// What is so.
    pub value: String,
}
