//! What a value has to be, as far as it can be said without looking at anything else.

use serde_json::Value;
use sync::Refusal;

use crate::body::{Body, NewResident, NewVisit, Practised, wrong};

/// Names and notes are cut nowhere: what is longer is refused.
const NAME: usize = 120;
const NOTE: usize = 1_000;
/// More people than this in one household, or skills in one visit, is a mistake.
const MANY: usize = 60;

/// Checks a body that was read.
pub fn body(body: &Body) -> Result<(), Refusal> {
    match body {
        Body::Create(new) => {
            text("name", &new.name, 1, NAME)?;
            text("cluster", &new.cluster, 0, NAME)?;
            text("note", &new.note, 0, NOTE)?;
            if new.residents.len() > MANY {
                return Err(wrong("residents"));
            }
            new.residents.iter().try_for_each(resident)
        }
        Body::Join { resident: new, .. } => resident(new),
        Body::Visit { visit: new, .. } => visit(new),
        Body::Answer(new) => crate::consent::check_answer(new),
        Body::Keep(new) => crate::consent::check_values(new),
        Body::Gathering { gathering, .. } => gathering.check(),
        Body::Edit { fields, .. } => fields.iter().try_for_each(|(name, value)| household_field(name, value)),
        Body::EditResident { fields, .. } => fields.iter().try_for_each(|(name, value)| resident_field(name, value)),
        Body::Merge(merge)
            if merge.residents.len() > MANY || (merge.household == merge.into && merge.residents.is_empty()) =>
        {
            Err(wrong("residents"))
        }
        Body::Apart { household, other, residents, .. } if (household == other) != residents.is_some() => {
            Err(wrong("other"))
        }
        Body::Move { .. }
        | Body::Remove { .. }
        | Body::RemoveGathering { .. }
        | Body::Merge(_)
        | Body::Unmerge { .. }
        | Body::Apart { .. }
        | Body::Settle { .. } => Ok(()),
    }
}

fn text(field: &str, value: &str, least: usize, most: usize) -> Result<(), Refusal> {
    let length = value.trim().chars().count();
    let clean = !value.chars().any(|c| c.is_control() && c != '\n');
    if clean && (least..=most).contains(&length) { Ok(()) } else { Err(wrong(field)) }
}

fn resident(new: &NewResident) -> Result<(), Refusal> {
    text("name", &new.name, 1, NAME)?;
    text("relation", &new.relation, 0, NAME)?;
    birth_year(new.birth_year)?;
    if new.sex.as_deref().is_some_and(|sex| sex != "m" && sex != "f") {
        return Err(wrong("sex"));
    }
    Ok(())
}

fn birth_year(year: Option<i64>) -> Result<(), Refusal> {
    if year.is_none_or(|year| (1890..=2100).contains(&year)) { Ok(()) } else { Err(wrong("birth_year")) }
}

fn visit(new: &NewVisit) -> Result<(), Refusal> {
    text("note", &new.note, 0, NOTE)?;
    if new.people.len() > MANY {
        return Err(wrong("people"));
    }
    practised(&new.people, &new.practised, MANY)?;
    if let Some(next) = &new.next {
        if !["return", "done", "police", "device"].contains(&next.step.as_str()) {
            return Err(wrong("next"));
        }
        text("next", &next.note, 0, NOTE)?;
    }
    Ok(())
}

/// What people practised: those who were there, each skill once, on rungs that there are.
pub fn practised(people: &[base::Uuid], practised: &[Practised], most: usize) -> Result<(), Refusal> {
    if practised.len() > most {
        return Err(wrong("people"));
    }
    for one in practised {
        if !(-1..=6).contains(&one.level) {
            return Err(wrong("level"));
        }
        text("why", &one.why, 0, NAME)?;
        if !people.contains(&one.resident) {
            return Err(wrong("practised"));
        }
    }
    let twice = |at: usize| {
        let this = &practised[at];
        practised[..at].iter().any(|other| other.resident == this.resident && other.skill == this.skill)
    };
    if (0..practised.len()).any(twice) { Err(wrong("practised")) } else { Ok(()) }
}

/// A few words, or none.
pub fn note(field: &str, value: &str) -> Result<(), Refusal> {
    text(field, value, 0, NOTE)
}

fn household_field(name: &str, value: &Value) -> Result<(), Refusal> {
    let one_of = |words: &[&str]| value.is_null() || value.as_str().is_some_and(|word| words.contains(&word));
    let count = || value.is_null() || value.as_i64().is_some_and(|n| (0..=99).contains(&n));
    let good = match name {
        "name" => return text(name, value.as_str().unwrap_or_default(), 1, NAME),
        "cluster" => return text(name, value.as_str().ok_or_else(|| wrong(name))?, 0, NAME),
        "note" => return text(name, value.as_str().ok_or_else(|| wrong(name))?, 0, NOTE),
        "smartphones" | "computers" => count(),
        "line" => one_of(&["none", "fixed"]),
        "signal" => one_of(&["none", "weak", "good"]),
        "left_why" => left_why(value),
        "surveyed_on" | "left_on" => value.is_null() || is_day(value),
        "keeper" => value.is_null() || value.as_str().is_some_and(|id| base::Uuid::parse_str(id).is_ok()),
        _ => false,
    };
    if good { Ok(()) } else { Err(wrong(name)) }
}

fn resident_field(name: &str, value: &Value) -> Result<(), Refusal> {
    let good = match name {
        "name" => return text(name, value.as_str().unwrap_or_default(), 1, NAME),
        "relation" => return text(name, value.as_str().ok_or_else(|| wrong(name))?, 0, NAME),
        "birth_year" => return if value.is_null() { Ok(()) } else { birth_year(Some(value.as_i64().unwrap_or(0))) },
        "sex" => value.is_null() || value.as_str().is_some_and(|sex| sex == "m" || sex == "f"),
        "left_on" => value.is_null() || is_day(value),
        "left_why" => left_why(value),
        _ => false,
    };
    if good { Ok(()) } else { Err(wrong(name)) }
}

/// Why somebody is no longer there: nothing more of it is asked.
fn left_why(value: &Value) -> bool {
    value.as_str().is_some_and(|why| ["", "moved", "died"].contains(&why))
}

fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<base::Day>().is_ok())
}
