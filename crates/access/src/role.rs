use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What an account can be, on the subtree of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Thành viên tổ.
    Member,
    /// Tổ phó.
    Deputy,
    /// Tổ trưởng.
    Leader,
    /// Cán bộ xã.
    CommuneOfficer,
    /// Lãnh đạo xã.
    CommuneLeader,
    /// Cán bộ huyện, until the tier went.
    DistrictOfficer,
    /// Cán bộ tỉnh.
    ProvinceOfficer,
    /// Who owns named figures of a subtree.
    DataOwner,
    /// Who may look at figures.
    ReadOnly,
    /// Who runs the installation.
    Administrator,
}

/// What can be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See counts.
    SeeFigures,
    /// See names of residents and their households.
    SeeNames,
    /// See what is protected of them: poverty, ethnicity, phone numbers.
    SeeRestricted,
    /// Record visits and keep the book.
    Record,
    /// See what was refused, settle it, move households.
    Lead,
    /// Invite, reset, revoke devices.
    ManagePeople,
    /// Invite people into offices and end their roles; which ones, [`Role::gives`] says.
    ManageAccounts,
    /// Enter the figures that are theirs; which ones, [`crate::Scope::enters_on`] says.
    EnterFigures,
    /// Units and settings.
    Administer,
}

/// How far down a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nowhere.
    Not,
    /// The grant's own unit only.
    Unit,
    /// The unit and all below it.
    Subtree,
}

impl Action {
    /// All, for tables and tests.
    pub const ALL: [Self; 9] = [
        Self::SeeFigures,
        Self::SeeNames,
        Self::SeeRestricted,
        Self::Record,
        Self::Lead,
        Self::ManagePeople,
        Self::ManageAccounts,
        Self::EnterFigures,
        Self::Administer,
    ];

    /// As the wire writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SeeFigures => "see_figures",
            Self::SeeNames => "see_names",
            Self::SeeRestricted => "see_restricted",
            Self::Record => "record",
            Self::Lead => "lead",
            Self::ManagePeople => "manage_people",
            Self::ManageAccounts => "manage_accounts",
            Self::EnterFigures => "enter_figures",
            Self::Administer => "administer",
        }
    }
}

impl Role {
    /// All, for tables and tests.
    pub const ALL: [Self; 10] = [
        Self::Member,
        Self::Deputy,
        Self::Leader,
        Self::CommuneOfficer,
        Self::CommuneLeader,
        Self::DistrictOfficer,
        Self::ProvinceOfficer,
        Self::DataOwner,
        Self::ReadOnly,
        Self::Administrator,
    ];

    /// The whole table of who may what. Names stay at the commune and below; above it there are counts.
    pub fn reach(self, action: Action) -> Reach {
        use Reach::{Not, Subtree, Unit};
        match (self, action) {
            (_, Action::SeeFigures) => Subtree,
            (Self::Member | Self::Deputy | Self::Leader, Action::SeeNames | Action::Record) => Unit,
            (Self::Deputy | Self::Leader, Action::Lead | Action::SeeRestricted) => Unit,
            (Self::Leader, Action::ManagePeople) => Unit,
            (Self::CommuneOfficer | Self::CommuneLeader, Action::SeeNames | Action::SeeRestricted) => Subtree,
            (Self::CommuneOfficer, Action::Lead | Action::ManagePeople) => Subtree,
            (Self::DistrictOfficer | Self::ProvinceOfficer, Action::ManagePeople) => Subtree,
            (Self::DataOwner, Action::EnterFigures) => Subtree,
            (Self::Administrator, Action::ManagePeople | Action::Administer) => Subtree,
            (_, Action::ManageAccounts) if !self.gives().is_empty() => Subtree,
            _ => Not,
        }
    }

    /// The roles that this one gives and ends on its subtree: never more than it holds itself. Those of a team follow from
    /// its list of members and are given by nobody.
    pub fn gives(self) -> &'static [Self] {
        use Role::*;
        match self {
            Administrator => {
                &[CommuneOfficer, CommuneLeader, DistrictOfficer, ProvinceOfficer, DataOwner, ReadOnly, Administrator]
            }
            ProvinceOfficer => &[CommuneOfficer, CommuneLeader, DistrictOfficer, ReadOnly],
            DistrictOfficer => &[CommuneOfficer, CommuneLeader, ReadOnly],
            CommuneLeader => &[CommuneOfficer, ReadOnly],
            _ => &[],
        }
    }

    /// Belongs to a team in the field; all others belong to offices.
    pub fn is_of_team(self) -> bool {
        matches!(self, Self::Member | Self::Deputy | Self::Leader)
    }

    /// Records in the field.
    pub fn records(self) -> bool {
        self.reach(Action::Record) != Reach::Not
    }

    /// Carries what is protected of the hamlet where they record.
    pub fn carries_restricted(self) -> bool {
        self.records() && self.reach(Action::SeeRestricted) != Reach::Not
    }

    /// Leads a team in the field.
    pub fn leads(self) -> bool {
        self.records() && self.reach(Action::Lead) != Reach::Not
    }

    /// As the database and the wire write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Deputy => "deputy",
            Self::Leader => "leader",
            Self::CommuneOfficer => "commune_officer",
            Self::CommuneLeader => "commune_leader",
            Self::DistrictOfficer => "district_officer",
            Self::ProvinceOfficer => "province_officer",
            Self::DataOwner => "data_owner",
            Self::ReadOnly => "read_only",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| format!("'{text}' is no role; use one of {}", known()))
    }
}
