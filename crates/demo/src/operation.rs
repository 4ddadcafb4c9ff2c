//! What the phones write, as it goes over the wire.

mod consent;
mod gathering;

use base::Uuid;
use serde::Serialize;

pub use consent::{ConsentRecord, RestrictedSet, RestrictedValue};
pub use gathering::{Gathering, GatheringCorrect};

/// One operation as a phone writes it (version 1 of its kind).
#[derive(Debug, Clone)]
pub struct Operation {
    /// Made on the phone, carries the phone's moment.
    pub id: Uuid,
    /// The phone's clock in ms.
    pub stamp: (i64, i64),
    /// What happened.
    pub body: Body,
}

impl Operation {
    /// As it goes over the wire.
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "id": self.id, "kind": self.body.kind(), "version": 1, "stamp": self.stamp, "body": self.body,
        })
    }
}

/// The bodies that the demonstration's phones write.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// household.create
    HouseholdCreate(HouseholdCreate),
    /// household.edit
    HouseholdEdit(HouseholdEdit),
    /// household.move
    HouseholdMove(HouseholdMove),
    /// resident.create
    ResidentCreate(ResidentCreate),
    /// resident.edit
    ResidentEdit(ResidentEdit),
    /// visit.record
    Visit(Visit),
    /// visit.correct
    VisitCorrect(VisitCorrect),
    /// visit.remove
    VisitRemove(VisitRemove),
    /// consent.record
    Consent(ConsentRecord),
    /// restricted.set
    Restricted(RestrictedSet),
    /// activity.record
    Gathering(Gathering),
    /// activity.correct
    GatheringCorrect(GatheringCorrect),
    /// work.hand_over
    HandOver(Returned),
    /// work.dismiss
    Dismiss(Returned),
}

impl Body {
    /// The kind's name on the wire.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::HouseholdCreate(_) => "household.create",
            Self::HouseholdEdit(_) => "household.edit",
            Self::HouseholdMove(_) => "household.move",
            Self::ResidentCreate(_) => "resident.create",
            Self::ResidentEdit(_) => "resident.edit",
            Self::Visit(_) => "visit.record",
            Self::VisitCorrect(_) => "visit.correct",
            Self::VisitRemove(_) => "visit.remove",
            Self::Consent(_) => "consent.record",
            Self::Restricted(_) => "restricted.set",
            Self::Gathering(_) => "activity.record",
            Self::GatheringCorrect(_) => "activity.correct",
            Self::HandOver(_) => "work.hand_over",
            Self::Dismiss(_) => "work.dismiss",
        }
    }

    /// Edits say on which revision of the hamlet's stream they were made: the one the phone had then.
    pub fn set_saw(&mut self, revision: i64) {
        match self {
            Self::HouseholdEdit(edit) => edit.saw = revision,
            Self::ResidentEdit(edit) => edit.saw = revision,
            _ => {}
        }
    }
}

/// A household with its people.
#[derive(Debug, Clone, Serialize)]
pub struct HouseholdCreate {
    /// Its id.
    pub household: Uuid,
    /// The hamlet's unit.
    pub hamlet: Uuid,
    /// The head's name.
    pub name: String,
    /// The group of neighbours.
    pub cluster: String,
    /// Head first.
    pub residents: Vec<NewResident>,
    /// The day.
    pub made_on: String,
}

/// A resident inside a new household.
#[derive(Debug, Clone, Serialize)]
pub struct NewResident {
    /// Its id.
    pub resident: Uuid,
    /// Whole name.
    pub name: String,
    /// When known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i64>,
    /// m or f.
    pub sex: &'static str,
    /// To the head.
    pub relation: &'static str,
    /// 1 for the head.
    #[serde(skip_serializing_if = "zero")]
    pub head: i64,
}

/// A resident who joins a household.
#[derive(Debug, Clone, Serialize)]
pub struct ResidentCreate {
    /// Where.
    pub household: Uuid,
    /// Who.
    #[serde(flatten)]
    pub resident: NewResident,
    /// The day.
    pub made_on: String,
}

/// What changes about a household.
#[derive(Debug, Clone, Serialize)]
pub struct HouseholdEdit {
    /// Which.
    pub household: Uuid,
    /// On which revision.
    pub saw: i64,
    /// The fields.
    pub fields: Fields,
}

/// What is written about a household.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Fields {
    /// A survey.
    Survey(Connectivity),
    /// Where it is.
    Place {
        /// The group of neighbours.
        cluster: String,
    },
}

/// What a survey of devices and signal finds.
#[derive(Debug, Clone, Serialize)]
pub struct Connectivity {
    /// How many.
    pub smartphones: i64,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computers: Option<i64>,
    /// none or fixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<&'static str>,
    /// none, weak or good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal: Option<&'static str>,
    /// The day.
    pub surveyed_on: String,
}

/// Someone left.
#[derive(Debug, Clone, Serialize)]
pub struct ResidentEdit {
    /// Who.
    pub resident: Uuid,
    /// Where.
    pub household: Uuid,
    /// On which revision.
    pub saw: i64,
    /// The fields.
    pub fields: Left,
}

/// The day of leaving.
#[derive(Debug, Clone, Serialize)]
pub struct Left {
    /// The day.
    pub left_on: String,
}

/// A household goes to another hamlet.
#[derive(Debug, Clone, Serialize)]
pub struct HouseholdMove {
    /// Which.
    pub household: Uuid,
    /// The other hamlet's unit.
    pub to: Uuid,
    /// The day.
    pub day: String,
}

/// A visit.
#[derive(Debug, Clone, Serialize)]
pub struct Visit {
    /// Its id.
    pub visit: Uuid,
    /// Where.
    pub household: Uuid,
    /// The counting day.
    pub day: String,
    /// 1 when the member chose the day.
    pub chosen: i64,
    /// The phone's clock.
    pub at: i64,
    /// Who was met; nobody when empty.
    pub people: Vec<Uuid>,
    /// What was practised and how far each got.
    pub practised: Vec<Practised>,
    /// What comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// A remark.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'static str,
}

/// A rung reached.
#[derive(Debug, Clone, Serialize)]
pub struct Practised {
    /// Who.
    pub resident: Uuid,
    /// Which skill.
    pub skill: &'static str,
    /// -1 to 6.
    pub level: i64,
    /// Why not, for -1.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub why: &'static str,
}

/// The next step agreed at the door.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    /// return, done, police or device.
    pub step: &'static str,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
}

/// A visit written anew in the place of another.
#[derive(Debug, Clone, Serialize)]
pub struct VisitCorrect {
    /// The visit that it replaces.
    pub corrects: Uuid,
    /// As it should be.
    #[serde(flatten)]
    pub visit: Visit,
}

/// A visit taken back.
#[derive(Debug, Clone, Serialize)]
pub struct VisitRemove {
    /// Which.
    pub visit: Uuid,
    /// Why.
    pub why: &'static str,
}

/// What the author does with an operation that came back.
#[derive(Debug, Clone, Serialize)]
pub struct Returned {
    /// Its id.
    pub operation: Uuid,
}

fn zero(value: &i64) -> bool {
    *value == 0
}
