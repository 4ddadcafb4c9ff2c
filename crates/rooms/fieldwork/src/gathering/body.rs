//! The bodies of operations about group activities as they come over the wire, and what can be said of them by themselves.

use base::{Day, Uuid};
use serde::Deserialize;
use sync::Refusal;

use super::Form;
use crate::body::{Practised, wrong};
use crate::check;

/// More residents named, or rungs told, in one activity is a mistake.
const PEOPLE: usize = 120;
const RUNGS: usize = 400;
/// More who came, or were helped, is a slip of the finger.
const MOST: i64 = 20_000;
/// More partners or topics than the catalogue will have.
const WORDS: usize = 40;

/// `activity.record`
#[derive(Debug, Clone, Deserialize)]
pub struct NewGathering {
    /// Its id.
    pub activity: Uuid,
    /// Whose book it goes into.
    pub hamlet: Uuid,
    /// `meeting`, `help_point`, `duty`, `broadcast`.
    pub kind: String,
    /// The counting day.
    pub day: Day,
    /// 1: the member chose the day; 0: it is the device's.
    #[serde(default)]
    pub chosen: i64,
    /// What the device's clock said, in milliseconds.
    pub at: i64,
    /// Over what, for a broadcast.
    #[serde(default)]
    pub channel: Option<String>,
    /// At which kind of place.
    #[serde(default)]
    pub place: Option<String>,
    /// Where that is.
    #[serde(default)]
    pub place_note: String,
    /// With whom.
    #[serde(default)]
    pub partners: Vec<String>,
    /// Skills and topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// How many came; absent: nobody counted.
    #[serde(default)]
    pub came: Option<i64>,
    /// How many times somebody was helped; absent: nobody counted.
    #[serde(default)]
    pub contacts: Option<i64>,
    /// Files handed in with the team's help; absent: nobody counted.
    #[serde(default)]
    pub files: Option<i64>,
    /// Residents who were there, as far as they are named.
    #[serde(default)]
    pub people: Vec<Uuid>,
    /// What they practised, and how far each got.
    #[serde(default)]
    pub practised: Vec<Practised>,
    /// A few words.
    #[serde(default)]
    pub note: String,
}

/// `activity.correct`
#[derive(Deserialize)]
pub struct CorrectGathering {
    /// The one that it stands for.
    pub corrects: Uuid,
    /// As it was.
    #[serde(flatten)]
    pub gathering: NewGathering,
}

/// `activity.remove`
#[derive(Deserialize)]
pub struct RemoveGathering {
    /// Which.
    pub activity: Uuid,
}

impl NewGathering {
    /// What it was; the body was checked.
    pub fn form(&self) -> Form {
        Form::parse(&self.kind).unwrap_or(Form::Meeting)
    }

    /// Checks what needs nothing else to be known.
    pub fn check(&self) -> Result<(), Refusal> {
        let form = Form::parse(&self.kind).ok_or_else(|| wrong("kind"))?;
        check::note("note", &self.note)?;
        check::note("place_note", &self.place_note)?;
        let unseen = form == Form::Broadcast;
        if self.channel.is_some() != unseen {
            return Err(wrong("channel"));
        }
        for (field, words) in [("partners", &self.partners), ("topics", &self.topics)] {
            let twice = words.iter().enumerate().any(|(at, word)| words[..at].contains(word));
            if words.len() > WORDS || twice {
                return Err(wrong(field));
            }
        }
        // Who hears a broadcast is not seen: nobody counts them, and nobody practises.
        for (field, count) in [("came", self.came), ("contacts", self.contacts), ("files", self.files)] {
            if count.is_some_and(|count| unseen || !(0..=MOST).contains(&count)) {
                return Err(wrong(field));
            }
        }
        if self.people.len() > PEOPLE || (unseen && !self.people.is_empty()) {
            return Err(wrong("people"));
        }
        let named = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
        if self.came.is_some_and(|came| came < named) {
            return Err(wrong("came"));
        }
        check::practised(&self.people, &self.practised, RUNGS)
    }
}
