//! Households, residents and visits as they stand in the database.

use std::collections::BTreeMap;

use base::{Day, Uuid};
use serde::{Deserialize, Serialize};

use crate::consent::Consents;
use crate::contribution::{Event, History, Past, Survey};
use crate::edit::Marks;
use crate::gathering::Occasion;

/// The top of a resident's ladder in one skill: [level, day, why, stamp ms, stamp counter, activity].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Top(pub i64, pub Day, pub String, pub i64, pub i64, pub Uuid);

impl Top {
    /// What orders two events of one ladder.
    pub fn order(&self) -> (Day, i64, i64, Uuid) {
        (self.1, self.3, self.4, self.5)
    }
}

/// A row of `household`.
#[derive(Debug, Clone)]
pub struct Household {
    /// Its id.
    pub id: Uuid,
    /// Where it is counted.
    pub atom: Uuid,
    /// The hamlet whose book it is in.
    pub hamlet: Uuid,
    /// What people call it.
    pub name: String,
    /// Its self-managed cluster.
    pub cluster: String,
    /// How to find it.
    pub note: String,
    /// None: not asked.
    pub smartphones: Option<i64>,
    /// None: not asked.
    pub computers: Option<i64>,
    /// 'none', 'fixed' or not asked.
    pub line: Option<String>,
    /// 'none', 'weak', 'good' or not asked.
    pub signal: Option<String>,
    /// When connectivity was asked.
    pub surveyed_on: Option<Day>,
    /// What comes next, from the last visit.
    pub next_step: Option<String>,
    /// On which day.
    pub next_day: Option<Day>,
    /// With what in mind.
    pub next_note: String,
    /// The day of the last visit, met or not.
    pub last_visit_day: Option<Day>,
    /// That visit.
    pub last_visit: Option<Uuid>,
    /// The last day on which somebody was met.
    pub last_met_day: Option<Day>,
    /// In the book from this day.
    pub made_on: Day,
    /// No longer, from this day.
    pub left_on: Option<Day>,
    /// `moved`, `died`, or not said.
    pub left_why: String,
    /// The hamlet that it moved in from.
    pub moved_from: Option<Uuid>,
    /// Who looks after it: a membership of the hamlet's team.
    pub keeper: Option<Uuid>,
    /// The last word on each purpose it was asked about.
    pub consents: Consents,
    /// What its fields were last set by.
    pub edits: Marks,
    /// The hamlet stream's revision of its last change.
    pub revision: i64,
    /// The household that it counts as, where two turned out to be one.
    pub merged_into: Option<Uuid>,
    /// Others were merged into it at some time.
    pub has_merged: bool,
}

/// A row of `resident`.
#[derive(Debug, Clone)]
pub struct Resident {
    /// Its id.
    pub id: Uuid,
    /// Where it lives.
    pub household: Uuid,
    /// Full name.
    pub name: String,
    /// Year of birth, if known.
    pub birth_year: Option<i64>,
    /// 'm' or 'f', if known.
    pub sex: Option<String>,
    /// To the head.
    pub relation: String,
    /// The head of the household.
    pub is_head: bool,
    /// In the book from this day.
    pub made_on: Day,
    /// No longer, from this day.
    pub left_on: Option<Day>,
    /// `moved`, `died`, or not said.
    pub left_why: String,
    /// The top of each ladder.
    pub levels: BTreeMap<String, Top>,
    /// What its fields were last set by.
    pub edits: Marks,
    /// The one that it counts as, where two turned out to be one.
    pub merged_into: Option<Uuid>,
}

/// A row of `activity`, a visit.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// Where it is counted.
    pub atom: Uuid,
    /// In whose book.
    pub hamlet: Uuid,
    /// Whom.
    pub household: Uuid,
    /// By whom.
    pub author: Uuid,
    /// The operation that brought it.
    pub operation: Uuid,
    /// The counting day.
    pub day: Day,
    /// Somebody was met.
    pub met: bool,
    /// Whom.
    pub people: Vec<Uuid>,
    /// Who practised what, and stood on which rung.
    pub practised: Vec<(Uuid, String, i64)>,
    /// What comes next.
    pub next_step: Option<String>,
    /// On which day.
    pub next_day: Option<Day>,
    /// With what in mind.
    pub next_note: String,
    /// A few words.
    pub note: String,
    /// `late`, `clock`, or both.
    pub flags: String,
    /// The author's stamp.
    pub stamp: (i64, i64),
    /// Device, corrected and received time, microseconds.
    pub times: [i64; 3],
    /// The operation that took it back or stands for it.
    pub removed_by: Option<Uuid>,
    /// The hamlet stream's revision of its last change.
    pub revision: i64,
}

impl Visit {
    /// As far as the ladders need to know.
    pub fn occasion(&self) -> Occasion {
        let Self { id, atom, day, stamp, household, .. } = *self;
        Occasion { id, atom, day, stamp, household: Some(household) }
    }
}

impl Resident {
    /// As far as counting needs to know.
    pub fn past(&self) -> Past {
        Past {
            id: self.id,
            sex: self.sex.clone(),
            birth_year: self.birth_year,
            made_on: self.made_on,
            left_on: self.left_on,
        }
    }
}

impl Household {
    /// The survey, if there was one.
    pub fn survey(&self) -> Option<Survey> {
        let asked =
            self.smartphones.is_some() || self.computers.is_some() || self.line.is_some() || self.signal.is_some();
        asked.then(|| Survey {
            day: self.surveyed_on.unwrap_or(self.made_on),
            smartphones: self.smartphones,
            computers: self.computers,
            line: self.line.clone(),
            signal: self.signal.clone(),
        })
    }

    /// The top of its history: enough to count what comes on top of it (see [`crate::contribution`]).
    pub fn top(&self, residents: &BTreeMap<Uuid, Resident>) -> History {
        let tops = residents.values().flat_map(|resident| {
            resident.levels.iter().map(|(skill, top)| Event {
                resident: resident.id,
                skill: skill.clone(),
                day: top.1,
                atom: self.atom,
                level: top.0,
                order: (top.3, top.4, top.5),
                why: top.2.clone(),
            })
        });
        History {
            household: self.id,
            stays: vec![(self.made_on, self.left_on, self.atom)],
            survey: self.survey(),
            residents: crate::merged::pasts(residents),
            visits: self.last_met_day.map(|day| (day, self.atom, true)).into_iter().collect(),
            events: tops.collect(),
        }
    }
}
