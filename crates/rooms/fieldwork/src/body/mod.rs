//! The declared kinds of operation and their bodies, version 1.

mod forms;
mod named;

use std::collections::BTreeMap;

use base::{Day, Uuid};
use serde::Deserialize;
use serde_json::{Value, json};
use sync::{Op, Refusal};

use crate::consent::{NewConsent, NewValues};
use crate::gathering::body::{CorrectGathering, NewGathering, RemoveGathering};
use forms::{
    ApartBody, CorrectBody, EditBody, EditResidentBody, JoinBody, MoveBody, RemoveBody, SettleBody, Settled,
    UnmergeBody,
};
pub use forms::{NewHousehold, NewMerge, NewResident, NewVisit, Next, Practised};

/// The kinds that this room takes.
pub const KINDS: &[&str] = &[
    "household.create",
    "household.edit",
    "household.move",
    "household.merge",
    "household.unmerge",
    "household.apart",
    "conflict.settle",
    "resident.create",
    "resident.edit",
    "visit.record",
    "visit.correct",
    "visit.remove",
    "consent.record",
    "restricted.set",
    "activity.record",
    "activity.correct",
    "activity.remove",
];

/// A body, read and checked as far as it can be by itself.
#[derive(Debug, Clone)]
pub enum Body {
    /// A new household with its residents.
    Create(NewHousehold),
    /// Fields of a household.
    Edit {
        /// Which.
        household: Uuid,
        /// The revision of the hamlet's stream on which it was made.
        saw: i64,
        /// New values by name.
        fields: BTreeMap<String, Value>,
    },
    /// A household goes to another hamlet.
    Move {
        /// Which.
        household: Uuid,
        /// The hamlet.
        to: Uuid,
        /// From this day on.
        day: Day,
    },
    /// A new resident of a household.
    Join {
        /// Which.
        household: Uuid,
        /// Who.
        resident: NewResident,
        /// From this day in the book.
        made_on: Day,
    },
    /// Fields of a resident.
    EditResident {
        /// Where.
        household: Uuid,
        /// Who.
        resident: Uuid,
        /// The revision of the hamlet's stream on which it was made.
        saw: i64,
        /// New values by name.
        fields: BTreeMap<String, Value>,
    },
    /// A visit, or one that stands for another.
    Visit {
        /// The visit.
        visit: NewVisit,
        /// The one that it stands for.
        corrects: Option<Uuid>,
    },
    /// A visit that was none.
    Remove {
        /// Which.
        visit: Uuid,
    },
    /// A group activity, or one that stands for another.
    Gathering {
        /// What was done.
        gathering: NewGathering,
        /// The one that it stands for.
        corrects: Option<Uuid>,
    },
    /// A group activity that was none.
    RemoveGathering {
        /// Which.
        gathering: Uuid,
    },
    /// Two households, or people of one, are the same.
    Merge(NewMerge),
    /// They are not, after all.
    Unmerge {
        /// The operation that said so.
        merge: Uuid,
    },
    /// Two households that seem the same are not, or may be again.
    Apart {
        /// One of them.
        household: Uuid,
        /// The other; the same one where it is about two of its people.
        other: Uuid,
        /// Those people.
        residents: Option<(Uuid, Uuid)>,
        /// They are two.
        apart: bool,
    },
    /// A household's answer to what it was asked.
    Answer(NewConsent),
    /// What is protected, on the ground of such an answer.
    Keep(NewValues),
    /// The leader's word on a concurrent edit.
    Settle {
        /// Which.
        conflict: Uuid,
        /// The value that lost shall stand.
        lost: bool,
    },
}

impl Body {
    /// Reads the body of an operation, or says which field is wrong.
    pub fn read(op: &Op) -> Result<Self, Refusal> {
        if op.version != 1 {
            return Err(refusal("version_unknown", json!({ "version": op.version }), &["ask"]));
        }
        let body = match op.kind.as_str() {
            "household.create" => Self::Create(parse(op)?),
            "household.edit" => {
                let EditBody { household, saw, fields } = parse(op)?;
                Self::Edit { household, saw, fields }
            }
            "household.move" => {
                let MoveBody { household, to, day } = parse(op)?;
                Self::Move { household, to, day }
            }
            "resident.create" => {
                let JoinBody { household, made_on, resident } = parse(op)?;
                Self::Join { household, resident, made_on }
            }
            "resident.edit" => {
                let EditResidentBody { resident, household, saw, fields } = parse(op)?;
                Self::EditResident { household, resident, saw, fields }
            }
            "visit.record" => Self::Visit { visit: parse(op)?, corrects: None },
            "visit.correct" => {
                let CorrectBody { corrects, visit } = parse(op)?;
                Self::Visit { visit, corrects: Some(corrects) }
            }
            "visit.remove" => Self::Remove { visit: parse::<RemoveBody>(op)?.visit },
            "activity.record" => Self::Gathering { gathering: parse(op)?, corrects: None },
            "activity.correct" => {
                let CorrectGathering { corrects, gathering } = parse(op)?;
                Self::Gathering { gathering, corrects: Some(corrects) }
            }
            "activity.remove" => Self::RemoveGathering { gathering: parse::<RemoveGathering>(op)?.activity },
            "household.merge" => Self::Merge(parse(op)?),
            "household.unmerge" => Self::Unmerge { merge: parse::<UnmergeBody>(op)?.merge },
            "household.apart" => {
                let ApartBody { household, other, residents, apart } = parse(op)?;
                Self::Apart { household, other, residents, apart: apart != 0 }
            }
            "consent.record" => Self::Answer(parse(op)?),
            "restricted.set" => Self::Keep(parse(op)?),
            "conflict.settle" => {
                let SettleBody { conflict, value } = parse(op)?;
                Self::Settle { conflict, lost: matches!(value, Settled::Lost) }
            }
            _ => return Err(refusal("kind_unknown", json!({ "kind": op.kind }), &["ask"])),
        };
        crate::check::body(&body)?;
        Ok(body)
    }
}

fn parse<T: for<'de> Deserialize<'de>>(op: &Op) -> Result<T, Refusal> {
    T::deserialize(&op.body).map_err(|error| {
        // serde names the field between backticks; without one the body as a whole is wrong.
        let text = error.to_string();
        let field = text.split('`').nth(1).unwrap_or("body").to_owned();
        refusal("field_wrong", json!({ "field": field }), &["edit", "ask"])
    })
}

/// A refusal that no hamlet is known for yet.
pub fn refusal(code: &'static str, params: Value, mend: &'static [&'static str]) -> Refusal {
    Refusal { code, params, mend, hamlet: None }
}

/// A field that cannot stand as it is.
pub fn wrong(field: &str) -> Refusal {
    refusal("field_wrong", json!({ "field": field }), &["edit", "ask"])
}
