//! What the forms of the organisation send.

use base::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::edit::{DecisionForm, MemberForm, Somebody, TeamForm};

/// What was written.
#[derive(Serialize, ToSchema)]
pub struct Saved {
    /// The team, membership or decision.
    pub(super) id: Uuid,
}

/// A team as a form says it. Days are `YYYY-MM-DD`; what is empty is not known.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamSaid {
    /// team or committee; a team that is there keeps what it is.
    #[serde(default)]
    kind: String,
    #[schema(max_length = 120)]
    name: String,
    #[serde(default)]
    founded_on: String,
    /// The founding decision's number.
    #[serde(default)]
    #[schema(max_length = 80, example = "47/QĐ-UBND")]
    number: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    issuer: String,
    /// The last day of the term.
    #[serde(default)]
    valid_until: String,
    /// The revision that the editor saw; left out for a new team.
    #[serde(default)]
    pub(super) saw: i64,
}

impl TeamSaid {
    pub(super) fn form(self) -> TeamForm {
        let Self { kind, name, founded_on, number, day, issuer, valid_until, .. } = self;
        TeamForm { kind, name, founded_on, number, day, issuer, valid_until }
    }
}

/// A day on which something ends, by whoever saw this revision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    pub(super) saw: i64,
    /// The first day no more.
    #[schema(example = "2026-11-24")]
    pub(super) day: String,
}

/// A member as a form says it.
#[derive(Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MemberSaid {
    /// Somebody who is known; then name, birth year and sex are theirs.
    person: Option<Uuid>,
    /// It is somebody else than whoever has the same name.
    another: bool,
    #[schema(max_length = 120)]
    name: String,
    birth_year: Option<i64>,
    /// m, f or empty.
    sex: String,
    /// leader, deputy, secretary, member.
    role: String,
    /// The post's code; empty: some other one.
    post: String,
    /// The number by which they sign in.
    #[schema(max_length = 40)]
    phone: String,
    /// The first day; today where it is empty.
    since: String,
    /// The revision that the editor saw; left out for somebody new.
    pub(super) saw: i64,
}

impl MemberSaid {
    pub(super) fn form(self) -> MemberForm {
        let Self { person, another, name, birth_year, sex, role, post, phone, since, .. } = self;
        MemberForm { person, another, name, birth_year, sex, role, post, phone, since }
    }
}

/// A decision as a form says it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionSaid {
    /// renewal, members or dissolution.
    kind: String,
    #[schema(max_length = 80, example = "47/QĐ-UBND")]
    number: String,
    day: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    issuer: String,
    /// The last day of the term.
    #[serde(default)]
    valid_until: String,
    /// The revision that the editor saw; left out for a new one.
    #[serde(default)]
    pub(super) saw: i64,
}

impl DecisionSaid {
    pub(super) fn form(self) -> DecisionForm {
        let Self { kind, number, day, issuer, valid_until, .. } = self;
        DecisionForm { kind, number, day, issuer, valid_until }
    }
}

/// Somebody who is or was in a team.
#[derive(Serialize, ToSchema)]
pub struct SomebodyShown {
    person: Uuid,
    name: String,
    birth_year: Option<i64>,
    /// The teams they are in, or were in last.
    teams: Vec<String>,
}

impl From<Somebody> for SomebodyShown {
    fn from(one: Somebody) -> Self {
        Self { person: one.person, name: one.name, birth_year: one.birth_year, teams: one.teams }
    }
}
