use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::lists::{Outcome, Report};

/// What a list did, or would do, of either kind.
#[derive(Debug, Clone, Default)]
pub struct Did {
    /// The commune's name.
    pub commune_name: String,
    /// Hamlets that are made.
    pub new_hamlets: Vec<String>,
    /// What becomes of each row, by sheet and row.
    pub rows: BTreeMap<String, BTreeMap<u32, Outcome>>,
    /// Teams that are made.
    pub teams_new: usize,
    /// Members or residents that are made.
    pub people_new: usize,
    /// Households that are made.
    pub households_new: usize,
    /// What becomes different.
    pub changed: usize,
    /// What is counted of protected columns, hamlet by hamlet.
    pub counts: Vec<HamletCount>,
}

/// How many of a hamlet are so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HamletCount {
    /// The hamlet's name.
    pub hamlet: String,
    /// `poverty`: households; `ethnicity`: people.
    pub kind: &'static str,
    /// poor, near_poor, none, unknown; for ethnicity as the list writes it.
    pub item: String,
    /// How many.
    pub count: i64,
}

impl Did {
    /// How many of its rows speak of people who were there before.
    pub fn known(&self) -> usize {
        let rows = self.rows.values().flat_map(BTreeMap::values);
        let known =
            |outcome: &&Outcome| matches!(outcome, Outcome::Same | Outcome::Changed { .. } | Outcome::Maybe { .. });
        rows.filter(known).count()
    }
}

impl From<Report> for Did {
    fn from(report: Report) -> Self {
        Self {
            commune_name: report.commune_name,
            new_hamlets: report.new_hamlets,
            rows: report.rows,
            teams_new: report.teams_new,
            people_new: report.members_new,
            changed: report.changed,
            ..Self::default()
        }
    }
}
