use base::{Day, Uuid};
use serde::{Deserialize, Serialize};

/// A team as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: Uuid,
    /// Its part.
    pub part: i64,
    /// The unit it belongs to.
    pub unit: Uuid,
    /// `team` or `committee`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The decision that founded it: number, day, who decided.
    pub decision: Decision,
    /// Its first day.
    pub founded_on: Day,
    /// The first day on which it is no more.
    pub closed_on: Option<Day>,
}

/// By which decision a team was founded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Number and symbol, such as `47/QĐ-UBND`.
    pub number: Option<String>,
    /// The day it was signed.
    pub date: Option<String>,
    /// Who decided.
    pub issuer: Option<String>,
    /// The last day of the term that it gives.
    pub valid_until: Option<String>,
}

/// A person in a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Its id.
    pub id: Uuid,
    /// The team.
    pub team: Uuid,
    /// The person.
    pub person: Uuid,
    /// The person's account, if there is one.
    pub account: Option<Uuid>,
    /// The person's name.
    pub name: String,
    /// The birth year.
    pub birth_year: Option<i64>,
    /// m, f.
    pub sex: Option<String>,
    /// leader, deputy, secretary, member.
    pub role: String,
    /// The post's code.
    pub post: String,
    /// The first day.
    pub since: Day,
    /// The first day no more.
    pub until: Option<Day>,
}

impl Membership {
    /// Whether it was taken back: it ended on the day on which it began, and counts on none.
    pub fn is_void(&self) -> bool {
        self.until == Some(self.since)
    }
}
