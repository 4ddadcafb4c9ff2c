//! What a household was asked and answered, purpose by purpose, and what is kept of it on that ground (Law on personal data
//! protection 91/2025/QH15, article 9: for one stated purpose, expressed clearly, provable, and taken back at any time).

mod judge;
mod source;

use std::collections::BTreeMap;

use base::{Day, Uuid};
use serde::{Deserialize, Serialize};
use sync::{Op, Refusal};

use crate::body::wrong;
use crate::model::Household;

pub use source::{RestrictedSource, record_id};

/// What may be asked for. A purpose is the field that is kept on its ground.
pub const PURPOSES: [&str; 3] = ["poverty", "ethnicity", "phone"];
/// What a household can answer. No answer is "not asked", which is none of these.
const ANSWERS: [&str; 3] = [GIVEN, "refused", "withdrawn"];
/// The one answer on which something may be kept.
pub const GIVEN: &str = "given";
/// How it was said, so that it can be proved: on the phone, on paper, in a message. By word of mouth alone is none.
const FORMS: [&str; 3] = ["app", "paper", "message"];
/// Names of ethnic groups are short.
const ETHNICITY: usize = 40;
/// More people than this in one household is a mistake.
const MANY: usize = 60;

/// `consent.record`: a household's answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewConsent {
    /// Its id.
    pub consent: Uuid,
    /// Whose.
    pub household: Uuid,
    /// What for.
    pub purpose: String,
    /// Which version of the text was read to them.
    pub version: i64,
    /// `given`, `refused`, `withdrawn`.
    pub answer: String,
    /// `app`, `paper`, `message`.
    pub form: String,
    /// Which of its people answered, if it is known.
    #[serde(default)]
    pub given_by: Option<Uuid>,
    /// On which day.
    pub day: Day,
}

/// `restricted.set`: what is protected, on the ground of the household's consent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewValues {
    /// Whose.
    pub household: Uuid,
    /// Which field.
    pub purpose: String,
    /// Of the household itself or of its people; null erases.
    pub values: Vec<NewValue>,
}

/// One value of one subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewValue {
    /// The household, or one of its people.
    pub subject: Uuid,
    /// `poor`, `near_poor`, `none`; the name of an ethnic group; a phone number. Null: none any more.
    pub value: Option<String>,
}

/// The last word on a purpose: [answer, day, stamp ms, stamp counter, consent].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked(pub String, pub Day, pub i64, pub i64, pub Uuid);

impl Asked {
    fn order(&self) -> (Day, i64, i64, Uuid) {
        (self.1, self.2, self.3, self.4)
    }
}

/// The last word of a household on each purpose that it was asked about.
pub type Consents = BTreeMap<String, Asked>;

/// Takes another answer in: the later day counts, within a day the later stamp.
pub fn hear(consents: &mut Consents, purpose: &str, asked: Asked) {
    match consents.get_mut(purpose) {
        Some(known) if known.order() >= asked.order() => {}
        Some(known) => *known = asked,
        None => _ = consents.insert(purpose.to_owned(), asked),
    }
}

/// The consent on which something may be kept now.
pub fn ground(consents: &Consents, purpose: &str) -> Option<Uuid> {
    consents.get(purpose).filter(|asked| asked.0 == GIVEN).map(|asked| asked.4)
}

/// The last words of a household, whichever of its records they were said of.
pub fn heard<'h>(own: &Consents, joined: impl IntoIterator<Item = &'h Household>) -> Consents {
    let mut consents = own.clone();
    for (purpose, asked) in joined.into_iter().flat_map(|row| &row.consents) {
        hear(&mut consents, purpose, asked.clone());
    }
    consents
}

/// Checks an answer by itself.
pub fn check_answer(new: &NewConsent) -> Result<(), Refusal> {
    let known = [
        ("purpose", PURPOSES.contains(&new.purpose.as_str())),
        ("answer", ANSWERS.contains(&new.answer.as_str())),
        ("form", FORMS.contains(&new.form.as_str())),
    ];
    known.iter().find(|(_, good)| !good).map_or(Ok(()), |(field, _)| Err(wrong(field)))
}

/// Checks values by themselves.
pub fn check_values(new: &NewValues) -> Result<(), Refusal> {
    if !PURPOSES.contains(&new.purpose.as_str()) || new.values.is_empty() || new.values.len() > MANY {
        return Err(wrong("values"));
    }
    let good = |one: &NewValue| match (&one.value, new.purpose.as_str()) {
        // What is so of a household is said of no person, and the other way round.
        (_, "poverty") if one.subject != new.household => false,
        (_, "ethnicity" | "phone") if one.subject == new.household => false,
        (None, _) => true,
        (Some(value), "poverty") => ["poor", "near_poor", "none"].contains(&value.as_str()),
        (Some(value), "phone") => org::phone::normal(value).is_some(),
        (Some(value), _) => {
            let letters = value.trim().chars().count();
            (1..=ETHNICITY).contains(&letters) && value.chars().all(|c| c.is_alphabetic() || " -'".contains(c))
        }
    };
    if new.values.iter().all(good) { Ok(()) } else { Err(wrong(&new.purpose)) }
}

/// What stays on file of a value that had no ground: that somebody wanted to write it down, of whom and what, but not the value.
pub fn without_values(op: &Op) -> Option<serde_json::Value> {
    (op.kind == "restricted.set").then(|| {
        let mut body = op.body.clone();
        if let Some(values) = body.get_mut("values") {
            *values = serde_json::json!([]);
        }
        body
    })
}

/// A value as it is kept: numbers in one form, names as they are written.
fn tidy(purpose: &str, value: &str) -> String {
    match purpose {
        "phone" => org::phone::normal(value).unwrap_or_default(),
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answer: &str, day: &str, ms: i64) -> Asked {
        Asked(answer.into(), day.parse().unwrap(), ms, 0, Uuid::from_u128(ms.unsigned_abs().into()))
    }

    #[test]
    fn the_last_word_counts_whatever_order_words_arrive_in() {
        let said =
            [asked("given", "2026-11-02", 5), asked("withdrawn", "2026-11-09", 2), asked("refused", "2026-10-01", 9)];
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
            let mut consents = Consents::new();
            order.iter().for_each(|at| hear(&mut consents, "phone", said[*at].clone()));
            assert_eq!(consents["phone"], said[1]);
            assert_eq!(ground(&consents, "phone"), None);
        }
        let mut consents = Consents::from([("phone".to_owned(), said[1].clone())]);
        hear(&mut consents, "phone", asked("given", "2026-11-09", 3));
        assert_eq!(ground(&consents, "phone"), Some(Uuid::from_u128(3)));
        assert_eq!(ground(&consents, "poverty"), None, "one purpose says nothing of another");
    }

    #[test]
    fn a_value_is_what_its_purpose_asks_for_of_whom_it_asks() {
        let (home, person) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let say = |purpose: &str, subject, value: Option<&str>| {
            let values = vec![NewValue { subject, value: value.map(str::to_owned) }];
            check_values(&NewValues { household: home, purpose: purpose.into(), values }).is_ok()
        };
        assert!(say("poverty", home, Some("near_poor")) && say("poverty", home, None));
        assert!(!say("poverty", person, Some("poor")) && !say("poverty", home, Some("rich")));
        assert!(say("ethnicity", person, Some("Khmer")) && say("ethnicity", person, Some("Ê Đê")));
        assert!(!say("ethnicity", home, Some("Khmer")) && !say("ethnicity", person, Some("079123456789")));
        assert!(say("phone", person, Some("0912 345 678")) && !say("phone", person, Some("12")));
        assert!(!say("bank", person, Some("1")));
        assert_eq!(tidy("phone", "0912 345 678"), "+84912345678");
    }
}
