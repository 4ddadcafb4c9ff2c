//! The messages of this room, as they stand in the contract.

mod offices;

use access::Role;
use base::Uuid;
use places::Tier;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use offices::{
    AccountShown, AccountsOfUnit, ChosenPassword, DeskInvitation, InviteOfficial, OfficeShown, OfficialInvited,
};

/// A name and a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// A phone number in any shape, or a user name.
    #[schema(max_length = 80, example = "0912 345 678")]
    pub login: String,
    /// The password.
    #[schema(max_length = 128)]
    pub password: String,
}

/// Who is signed in, and what they may.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account: Uuid,
    /// What they are called.
    pub name: String,
    /// The roles that hold today.
    pub grants: Vec<GrantShown>,
    /// The unit whose page they see first; none without a role.
    pub home_unit: Option<Uuid>,
    /// The map in force: 2024 is that of 30 June 2025, 2025 that since 1 July 2025.
    pub map: i64,
    /// The server's day in Viet Nam.
    #[schema(example = "2026-11-24")]
    pub today: String,
}

/// A role on a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantShown {
    /// Which role.
    #[schema(value_type = String, example = "leader")]
    pub role: Role,
    /// On which unit.
    pub unit: Uuid,
    /// Its full name.
    pub unit_name: String,
    /// Its level.
    #[schema(value_type = String, example = "hamlet")]
    pub tier: Tier,
    /// The first day.
    #[schema(example = "2025-11-24")]
    pub since: String,
}

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The present one; left out where there is none yet.
    #[serde(default)]
    #[schema(max_length = 128)]
    pub old: Option<String>,
    /// The new one, of at least 8 characters.
    #[schema(max_length = 128)]
    pub new: String,
}

/// A signed-in browser or a script's token. The secret never comes back.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionShown {
    /// The name by which it is ended.
    pub handle: Uuid,
    /// `cookie` (a browser) or `token` (a script).
    pub kind: &'static str,
    /// Which browser, or what for.
    pub label: String,
    /// When it was opened, in milliseconds.
    pub created_at: i64,
    /// When it was last used, to about five minutes.
    pub seen_at: i64,
    /// When it ends at the latest.
    pub expires_at: i64,
    /// It is the one that asks.
    pub current: bool,
}

/// A phone.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeviceShown {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account: Uuid,
    /// What its owner is called.
    pub name: String,
    /// What its owner sees it by.
    pub label: String,
    /// When it joined, in milliseconds.
    pub created_at: i64,
    /// When it last called, to about an hour.
    pub seen_at: i64,
    /// How many entries it said it still held.
    pub announced: i64,
    /// From then on it is no longer trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
}

/// What is asked of an invitation to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// What it is for.
    pub kind: InvitationKind,
}

/// What an invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationKind {
    /// One more phone.
    Join,
    /// A phone anew: all others, the open browsers and the password end when it is accepted.
    Reset,
}

/// An invitation, to be shown once. Only a hash of its code is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationMade {
    /// As one types it.
    #[schema(example = "K7M4-2QPD-9X")]
    pub code: String,
    /// As one opens it.
    pub url: String,
    /// The address as a picture.
    pub qr_svg: String,
    /// In milliseconds.
    pub expires_at: i64,
}

/// What an invitation says before anything is changed by it.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationShown {
    /// What it is for.
    pub kind: InvitationKind,
    /// Whom it invites.
    pub person_name: String,
    /// "anh" or "chị", where the register knows it.
    pub salutation: Option<&'static str>,
    /// Into which team.
    pub team_name: String,
    /// Of which unit.
    pub unit_name: String,
    /// The commune; empty for a team above it.
    pub commune_name: String,
    /// The province.
    pub province_name: String,
    /// As what: `leader`, `deputy`, `secretary`, `member`.
    pub role: String,
    /// The decision that founded the team.
    pub decision: Option<DecisionShown>,
    /// How many households the phone will hold.
    pub households: i64,
    /// About how many bytes that are.
    pub bytes_estimate: i64,
    /// Who made it; empty for one that a command or a program made.
    pub invited_by: String,
}

/// A decision on paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionShown {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Option<String>,
}

/// A phone that accepts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// What its owner will see it by.
    #[schema(max_length = 120, example = "Điện thoại Samsung")]
    pub device_label: String,
    /// 32 bytes of chance in base64, made by the phone: they prove it inside a sealed copy. Asking again with the same key
    /// gives the same device, so that a lost answer does not lose the invitation.
    #[schema(pattern = "^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]
    pub mac_key: String,
}

/// A phone that is in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// The account.
    pub account: Uuid,
    /// The device.
    pub device: Uuid,
    /// What it shows at every sync.
    pub token: String,
    /// What its owner is called.
    pub name: String,
    /// Their role in the team; empty without one.
    pub role: String,
    /// Their unit.
    pub unit: Option<Uuid>,
    /// The epoch of the database.
    pub epoch: String,
    /// The key that sealed copies are made to: a P-256 point in base64.
    pub server_key: String,
    /// What the server's clock says, in milliseconds.
    pub server_now: i64,
}

/// The key that sealed copies are made to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerKey {
    /// A P-256 point, uncompressed, in base64.
    pub key: String,
    /// The epoch of the database.
    pub epoch: String,
}
