use base::Uuid;
use serde::Serialize;

use super::Practised;

/// What was done with many people at once.
#[derive(Debug, Clone, Serialize)]
pub struct Gathering {
    /// Its id.
    pub activity: Uuid,
    /// The hamlet's unit.
    pub hamlet: Uuid,
    /// meeting, help_point, duty or broadcast.
    pub kind: &'static str,
    /// The counting day.
    pub day: String,
    /// 1 when the member chose the day.
    pub chosen: i64,
    /// The phone's clock.
    pub at: i64,
    /// Over what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<&'static str>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'static str>,
    /// With whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<&'static str>,
    /// What was told and shown.
    pub topics: Vec<&'static str>,
    /// How many came, when someone counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<i64>,
    /// How many times somebody was helped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<i64>,
    /// Online files handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<i64>,
    /// Who of the book was there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Uuid>,
    /// What they practised and how far each got.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub practised: Vec<Practised>,
}

/// The same told anew.
#[derive(Debug, Clone, Serialize)]
pub struct GatheringCorrect {
    /// The one that it replaces.
    pub corrects: Uuid,
    /// As it should be.
    #[serde(flatten)]
    pub gathering: Gathering,
}
