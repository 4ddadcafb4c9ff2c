//! What a figure that is sent has to be, and what may be added up. Plain functions.

use std::collections::HashMap;

use axum::http::StatusCode;
use base::{Day, Period, PeriodKind, Uuid};
use counting::catalogue::Indicator;
use serde_json::{Value, json};

use super::model::{Row, SentValue};
use crate::rules::Refused;

/// How many periods back can be chosen.
const BACK: usize = 13;
/// More than any office counts.
const MOST: i64 = 1_000_000_000_000;
/// As many figures as one table has at most.
const ROWS: usize = 5_000;

/// Why figures are not taken. None of a batch is, then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such unit, indicator or period.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A unit that is not on the page.
    #[error("there is no such unit here")]
    NotHere,
    /// No document.
    #[error("name the document that the figures stand in, in 1 to 120 characters")]
    Document,
    /// The day lies outside of the period, or has not come.
    #[error("the figures' day lies from {0} to {1}")]
    AsOf(Day, Day),
    /// Nothing, or far too much.
    #[error("send 1 to 5000 figures at once")]
    Rows,
    /// Not a figure.
    #[error("{0} is no figure: write a whole number from 0")]
    Value(i64),
    /// A part that is more than its whole.
    #[error("at {unit} the part {part} is more than its whole {whole}")]
    PartOverWhole {
        /// Where.
        unit: Uuid,
        /// The part.
        part: i64,
        /// Its whole.
        whole: i64,
    },
    /// Somebody else entered it meanwhile.
    #[error("{sender} entered a figure there meanwhile; look at it, then enter yours again")]
    Meanwhile {
        /// Where.
        unit: Uuid,
        /// Which field.
        item: String,
        /// Who.
        sender: String,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<Refusal> for api::Failure {
    fn from(refusal: Refusal) -> Self {
        let message = refusal.to_string();
        let (status, code, params) = match refusal {
            Refusal::Refused(refused) => return refused.into(),
            Refusal::Db(error) => return error.into(),
            Refusal::NotHere => return Self::not_found(),
            Refusal::Document => (StatusCode::UNPROCESSABLE_ENTITY, "document_wrong", Value::Null),
            Refusal::AsOf(from, to) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "as_of_wrong", json!({ "from": from, "to": to }))
            }
            Refusal::Rows => (StatusCode::UNPROCESSABLE_ENTITY, "rows_wrong", Value::Null),
            Refusal::Value(value) => (StatusCode::UNPROCESSABLE_ENTITY, "value_wrong", json!({ "value": value })),
            Refusal::PartOverWhole { unit, part, whole } => {
                let params = json!({ "unit": unit, "part": part, "whole": whole });
                (StatusCode::UNPROCESSABLE_ENTITY, "part_over_whole", params)
            }
            Refusal::Meanwhile { unit, item, sender } => {
                let params = json!({ "unit": unit, "item": item, "sender": sender });
                (StatusCode::CONFLICT, "entered_meanwhile", params)
            }
        };
        Self::Refused { status, code, params, message }
    }
}

/// The period with this key, or the last one that is over: figures are sent when it is.
pub(super) fn period(one: &Indicator, key: Option<&str>, today: Day) -> Result<Period, Refused> {
    let wrong = |key: &str| Refused::PeriodWrong(key.chars().take(20).collect());
    let Some(key) = key else { return Ok(Period::containing(one.frequency.period(), today).previous()) };
    let period = Period::parse(key).filter(|period| one.takes(period)).ok_or_else(|| wrong(key))?;
    if period.from > today { Err(wrong(key)) } else { Ok(period) }
}

/// The periods that can be chosen, the newest first.
pub(super) fn periods(kind: PeriodKind, today: Day) -> Vec<Period> {
    std::iter::successors(Some(Period::containing(kind, today)), |period| Some(period.previous())).take(BACK).collect()
}

/// The day that figures cover: one of the period that has come where they stand on a day, else its last.
pub(super) fn as_of(one: &Indicator, period: &Period, asked: Option<Day>, today: Day) -> Result<Day, Refusal> {
    let last = period.to.min(today);
    match asked.filter(|_| one.on_day) {
        None => Ok(last),
        Some(day) if (period.from..=last).contains(&day) => Ok(day),
        Some(_) => Err(Refusal::AsOf(period.from, last)),
    }
}

/// The document's number as it is kept.
pub(super) fn document(text: &str) -> Result<String, Refusal> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=120).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(Refusal::Document) }
}

/// What stands somewhere: the newest revision of each unit and field.
pub(super) type Standing<'a> = HashMap<(Uuid, &'a str), &'a SentValue>;

/// The rows that change something. A row that says what its sender entered already is the same batch once more, whose answer
/// was lost on the way.
pub(super) fn changes<'a>(
    one: &Indicator,
    rows: &'a [Row],
    standing: &Standing<'_>,
    (sender, document): (&str, &str),
) -> Result<Vec<&'a Row>, Refusal> {
    if rows.is_empty() || rows.len() > ROWS {
        return Err(Refusal::Rows);
    }
    let mut changed = Vec::new();
    for row in rows {
        if let Some(value) = row.value.filter(|value| !(0..=MOST).contains(value)) {
            return Err(Refusal::Value(value));
        }
        let stands = standing.get(&(row.unit, row.item.as_str()));
        let said = |stands: &&&SentValue| {
            (stands.value, stands.sender.as_str(), stands.document.as_str()) == (row.value, sender, document)
        };
        if stands.filter(said).is_some() {
            continue;
        }
        if stands.map_or(0, |stands| stands.revision) != row.saw {
            let sender = stands.map_or_else(String::new, |stands| stands.sender.clone());
            return Err(Refusal::Meanwhile { unit: row.unit, item: row.item.clone(), sender });
        }
        changed.push(row);
    }
    whole_enough(one, &changed, standing)?;
    Ok(changed)
}

/// No part is more than its whole once the rows are entered.
fn whole_enough(one: &Indicator, rows: &[&Row], standing: &Standing<'_>) -> Result<(), Refusal> {
    let Some((part, whole)) = &one.share else { return Ok(()) };
    let entered: HashMap<(Uuid, &str), Option<i64>> =
        rows.iter().map(|row| ((row.unit, row.item.as_str()), row.value)).collect();
    for row in rows {
        let value = |item: &str| match entered.get(&(row.unit, item)) {
            Some(value) => *value,
            None => standing.get(&(row.unit, item)).and_then(|stands| stands.value),
        };
        if let (Some(part), Some(whole)) = (value(part), value(whole))
            && part > whole
        {
            return Err(Refusal::PartOverWhole { unit: row.unit, part, whole });
        }
    }
    Ok(())
}

/// The sum of these, where each is there, and how many are not.
pub(super) fn sum(values: impl Iterator<Item = Option<i64>>) -> (Option<i64>, i64) {
    let (mut sum, mut units, mut missing) = (0, 0, 0);
    for value in values {
        units += 1;
        match value {
            Some(value) => sum += value,
            None => missing += 1,
        }
    }
    ((units > 0 && missing == 0).then_some(sum), missing)
}

#[cfg(test)]
mod tests;
