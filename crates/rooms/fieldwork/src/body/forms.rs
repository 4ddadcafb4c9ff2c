//! The bodies as they come over the wire.

use std::collections::BTreeMap;

use base::{Day, Uuid};
use serde::Deserialize;
use serde_json::Value;

/// `household.create`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewHousehold {
    /// Its id.
    pub household: Uuid,
    /// The hamlet whose book it goes into.
    pub hamlet: Uuid,
    /// What people call it.
    pub name: String,
    /// Its self-managed cluster.
    #[serde(default)]
    pub cluster: String,
    /// A word on how to find it.
    #[serde(default)]
    pub note: String,
    /// Who lives there.
    #[serde(default)]
    pub residents: Vec<NewResident>,
    /// From this day in the book.
    pub made_on: Day,
}

/// A resident of `household.create` or `resident.create`.
#[derive(Debug, Clone, Deserialize)]
pub struct NewResident {
    /// Its id.
    pub resident: Uuid,
    /// Full name.
    pub name: String,
    /// Year of birth, if known.
    #[serde(default)]
    pub birth_year: Option<i64>,
    /// 'm' or 'f', if known.
    #[serde(default)]
    pub sex: Option<String>,
    /// To the head.
    #[serde(default)]
    pub relation: String,
    /// 1: the head of the household.
    #[serde(default)]
    pub head: i64,
}

/// `visit.record`
#[derive(Debug, Clone, Deserialize)]
pub struct NewVisit {
    /// Its id.
    pub visit: Uuid,
    /// Whom.
    pub household: Uuid,
    /// The counting day.
    pub day: Day,
    /// 1: the member chose the day; 0: it is the device's.
    #[serde(default)]
    pub chosen: i64,
    /// What the device's clock said, in milliseconds.
    pub at: i64,
    /// Whom one met; empty: nobody.
    #[serde(default)]
    pub people: Vec<Uuid>,
    /// What was practised, and how far each got.
    #[serde(default)]
    pub practised: Vec<Practised>,
    /// What comes next.
    #[serde(default)]
    pub next: Option<Next>,
    /// A few words.
    #[serde(default)]
    pub note: String,
}

/// One resident, one skill.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practised {
    /// Who.
    pub resident: Uuid,
    /// The skill's code.
    pub skill: String,
    /// The rung reached, -1 to 6.
    pub level: i64,
    /// Why not, where they do not want it.
    #[serde(default)]
    pub why: String,
}

/// What comes after a visit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// `return`, `done`, `police`, `device`.
    pub step: String,
    /// On which day to come back.
    #[serde(default)]
    pub day: Option<Day>,
    /// With what in mind.
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditBody {
    pub(super) household: Uuid,
    pub(super) saw: i64,
    pub(super) fields: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditResidentBody {
    pub(super) resident: Uuid,
    pub(super) household: Uuid,
    pub(super) saw: i64,
    pub(super) fields: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveBody {
    pub(super) household: Uuid,
    pub(super) to: Uuid,
    pub(super) day: Day,
}

#[derive(Deserialize)]
pub(super) struct JoinBody {
    pub(super) household: Uuid,
    pub(super) made_on: Day,
    #[serde(flatten)]
    pub(super) resident: NewResident,
}

#[derive(Deserialize)]
pub(super) struct CorrectBody {
    pub(super) corrects: Uuid,
    #[serde(flatten)]
    pub(super) visit: NewVisit,
}

#[derive(Deserialize)]
pub(super) struct RemoveBody {
    pub(super) visit: Uuid,
}

/// `household.merge`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMerge {
    /// The household that was there twice; the same as `into` where only people were.
    pub household: Uuid,
    /// The one that stands.
    pub into: Uuid,
    /// Who of the first is whom of the second.
    #[serde(default)]
    pub residents: Vec<(Uuid, Uuid)>,
    /// When it was found.
    pub day: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnmergeBody {
    pub(super) merge: Uuid,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApartBody {
    pub(super) household: Uuid,
    pub(super) other: Uuid,
    #[serde(default)]
    pub(super) residents: Option<(Uuid, Uuid)>,
    #[serde(default = "one")]
    pub(super) apart: i64,
}

fn one() -> i64 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettleBody {
    pub(super) conflict: Uuid,
    pub(super) value: Settled,
}

/// Which value of a conflict shall stand.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Settled {
    Kept,
    Lost,
}
