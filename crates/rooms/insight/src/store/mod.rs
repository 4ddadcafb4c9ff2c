//! The statements behind a dashboard. Each takes the whole set that it is about: their number does not depend on how many
//! units, teams or skills there are.

mod facts;
mod places;
mod sending;
mod work;

pub use facts::{Skill, TierTeams, published, skills, teams_by_tier};
pub use places::{Place, SCHEMATIC, now_part_of, place};
pub use sending::{TeamLine, teams_sending};
pub use work::{households_in_book, last_visits, members_at_work, since, visits_in_book};
