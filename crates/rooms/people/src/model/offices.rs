//! Accounts of offices, on the wire.

use access::Role;
use base::Uuid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::InvitationMade;

/// Who holds a role of an office on a unit, and which roles the asker may give there.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountsOfUnit {
    /// The roles that the asker may give here, in the order in which they are offered.
    #[schema(value_type = Vec<String>, example = json!(["commune_officer", "read_only"]))]
    pub roles: Vec<Role>,
    /// Everyone with a role of an office here that has not ended.
    pub accounts: Vec<AccountShown>,
}

/// A role of an office, and whose it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountShown {
    /// The grant: what is ended.
    pub grant: Uuid,
    /// Whose.
    pub account: Uuid,
    /// What they are called.
    pub name: String,
    /// By what they sign in; none for the token of a program.
    pub login: Option<String>,
    /// Which role.
    #[schema(value_type = String, example = "commune_officer")]
    pub role: Role,
    /// For a data owner: the indicators that are theirs.
    pub indicators: Vec<String>,
    /// The first day.
    #[schema(example = "2025-11-24")]
    pub since: String,
    /// The first day no more.
    #[schema(example = "2026-11-24")]
    pub until: Option<String>,
    /// They have set a password.
    pub has_password: bool,
    /// An invitation for the desk is open.
    pub invited: bool,
    /// When they last worked at the desk, in milliseconds, to about five minutes.
    pub used_at: Option<i64>,
    /// It is the asker.
    pub own: bool,
    /// The asker may end this role.
    pub may_end: bool,
}

/// Somebody to be given a role of an office.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteOfficial {
    /// What they are called. Somebody who has an account already keeps their name.
    #[schema(max_length = 120, example = "Trần Văn Đức")]
    pub name: String,
    /// A phone number in any shape, or a user name: by this they sign in.
    #[schema(max_length = 80, example = "0912 345 678")]
    pub login: String,
    /// Which role.
    #[schema(max_length = 40, example = "commune_officer")]
    pub role: String,
    /// The first day on which they no longer hold it; left out where no end is known.
    #[serde(default)]
    #[schema(example = "2026-12-31")]
    pub until: Option<String>,
    /// For a data owner, and nobody else: the indicators that are theirs, of those that are entered.
    #[serde(default)]
    #[schema(max_items = 100, example = json!(["eid_accounts"]))]
    pub indicators: Vec<String>,
}

/// Somebody who has been given a role of an office.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficialInvited {
    /// The account.
    pub account: Uuid,
    /// What it is called.
    pub name: String,
    /// By what they sign in.
    pub login: String,
    /// How they set their password; none for somebody who has one already and goes on with it.
    pub invitation: Option<InvitationMade>,
}

/// What an invitation for the desk says before anything is changed by it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskInvitation {
    /// Whom it invites.
    pub name: String,
    /// By what they will sign in.
    pub login: String,
    /// What they may do and where; empty when all of it has ended meanwhile.
    pub offices: Vec<OfficeShown>,
    /// Who made it; empty for one that a command or a program made.
    pub invited_by: String,
    /// When it ends, in milliseconds.
    pub expires_at: i64,
}

/// A role on a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeShown {
    /// Which role.
    #[schema(value_type = String, example = "commune_officer")]
    pub role: Role,
    /// The unit's full name.
    pub unit_name: String,
}

/// The password that somebody chose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenPassword {
    /// Of at least 8 characters.
    #[schema(max_length = 128)]
    pub password: String,
}
