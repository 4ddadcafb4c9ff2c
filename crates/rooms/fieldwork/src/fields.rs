//! The fields that can be edited, by name.

use serde_json::{Value, json};

use base::{Day, Uuid};

use crate::edit::{Judged, Mark};
use crate::house::Lost;
use crate::model::{Household, Resident};

/// The value of a household's field.
pub fn household(row: &Household, field: &str) -> Value {
    match field {
        "name" => json!(row.name),
        "cluster" => json!(row.cluster),
        "note" => json!(row.note),
        "smartphones" => json!(row.smartphones),
        "computers" => json!(row.computers),
        "line" => json!(row.line),
        "signal" => json!(row.signal),
        "surveyed_on" => json!(row.surveyed_on),
        "left_on" => json!(row.left_on),
        "left_why" => json!(row.left_why),
        "keeper" => json!(row.keeper),
        _ => Value::Null,
    }
}

/// Sets a household's field to a value that was checked.
pub fn set_household(row: &mut Household, field: &str, value: &Value) {
    let text = || value.as_str().unwrap_or_default().trim().to_owned();
    let word = || value.as_str().map(str::to_owned);
    match field {
        "name" => row.name = text(),
        "cluster" => row.cluster = text(),
        "note" => row.note = text(),
        "smartphones" => row.smartphones = value.as_i64(),
        "computers" => row.computers = value.as_i64(),
        "line" => row.line = word(),
        "signal" => row.signal = word(),
        "surveyed_on" => row.surveyed_on = value.as_str().and_then(|day| day.parse().ok()),
        // Nobody leaves before coming.
        "left_on" => row.left_on = value.as_str().and_then(|day| day.parse().ok()).map(|day: Day| day.max(row.made_on)),
        "left_why" => row.left_why = text(),
        "keeper" => row.keeper = value.as_str().and_then(|id| id.parse().ok()),
        _ => {}
    }
}

/// The value of a resident's field.
pub fn resident(row: &Resident, field: &str) -> Value {
    match field {
        "name" => json!(row.name),
        "birth_year" => json!(row.birth_year),
        "sex" => json!(row.sex),
        "relation" => json!(row.relation),
        "left_on" => json!(row.left_on),
        "left_why" => json!(row.left_why),
        _ => Value::Null,
    }
}

/// Sets a resident's field to a value that was checked.
pub fn set_resident(row: &mut Resident, field: &str, value: &Value) {
    match field {
        "name" => row.name = value.as_str().unwrap_or_default().trim().to_owned(),
        "birth_year" => row.birth_year = value.as_i64(),
        "sex" => row.sex = value.as_str().map(str::to_owned),
        "relation" => row.relation = value.as_str().unwrap_or_default().trim().to_owned(),
        "left_on" => row.left_on = value.as_str().and_then(|day| day.parse().ok()),
        "left_why" => row.left_why = value.as_str().unwrap_or_default().to_owned(),
        _ => {}
    }
}

/// Whether the new value stands; what lost is noted.
pub fn settles(
    judged: Judged,
    (subject_kind, subject): (&'static str, Uuid),
    field: &str,
    (current, new): (&Value, &Value),
    known: Option<Mark>,
    mark: Mark,
    lost: &mut Vec<Lost>,
) -> bool {
    let before = known.map_or(Uuid::nil(), |known| known.4);
    let mut note = |kept: &Value, loser: &Value, kept_by, lost_by| {
        let field = field.to_owned();
        lost.push(Lost { subject_kind, subject, field, kept: kept.clone(), lost: loser.clone(), kept_by, lost_by });
    };
    match judged {
        Judged::WinsOver => note(new, current, mark.4, before),
        Judged::LosesTo => note(current, new, before, mark.4),
        Judged::Wins | Judged::Superseded => {}
    }
    matches!(judged, Judged::Wins | Judged::WinsOver)
}
