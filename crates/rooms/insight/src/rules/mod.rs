//! From figures to what the page says. Plain functions: nothing here reads a database or a clock.

mod calendar;
mod cards;
mod children;
mod ladder;
mod page;
mod period;
mod refused;
mod sending;
mod warnings;
mod words;

pub use calendar::{Calendar, Step, calendars};
pub use cards::{Cards, TeamSplit};
pub use children::Rows;
pub use ladder::{Homes, People, Rungs};
pub use page::{banner, crumbs, unit_ref};
pub use period::Chosen;
pub use refused::Refused;
pub use sending::{Sending, summarise};
pub use warnings::{Rule, Signs, warning_rules};
pub use words::{Labels, number_en, number_vi, team_label};

/// The skill that the big number and the rows are about: the first of the list, e-ID as a rule.
pub const LEADING_SKILL: &str = "vneid";
