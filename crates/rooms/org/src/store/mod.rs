//! All the SQL of this room.

mod accounts;
pub(crate) mod checks;
pub(crate) mod edit;
mod facts;
pub(crate) mod layouts;
pub(crate) mod lists;
pub(crate) mod papers;
mod read;
mod write;

pub(crate) use accounts::{
    accounts_made_since, accounts_of, add_accounts, add_logins, drop_logins, invited, joined, logins,
};
pub use edit::units_of_memberships;
pub(crate) use facts::{closed_and_open_hamlets, facts_of_part, facts_of_teams};
pub(crate) use read::{members_of, open_teams, teams_by_id};
pub(crate) use read::{memberships_changed, teams_changed};
pub use read::{memberships_of, team, teams_of};
pub(crate) use write::{PersonLine, TeamLine, put_memberships, put_people, put_published, put_teams};
