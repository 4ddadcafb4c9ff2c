//! Who may give and end which role of an office, and where.

use access::{Action, Role, Scope};
use base::{Day, Uuid};
use counting::catalogue::{self, Kind};
use places::Tier;

use super::Held;

/// Whether a role of an office belongs on a unit of this level.
pub fn fits(role: Role, tier: Tier) -> bool {
    match role {
        Role::CommuneOfficer | Role::CommuneLeader => tier == Tier::Commune,
        Role::DistrictOfficer => tier == Tier::District,
        Role::ProvinceOfficer => tier == Tier::Province,
        Role::DataOwner | Role::ReadOnly | Role::Administrator => tier != Tier::Hamlet,
        Role::Member | Role::Deputy | Role::Leader => false,
    }
}

/// Whether these are figures that somebody with this role can own: a data owner has some of those that are entered, nobody
/// else has any.
pub fn indicators_fit(role: Role, codes: &[String]) -> bool {
    let entered = |code: &String| catalogue::find(code).is_some_and(|one| one.kind == Kind::Entered);
    if role == Role::DataOwner { !codes.is_empty() && codes.iter().all(entered) } else { codes.is_empty() }
}

/// The roles that `actor` may give on a unit, given as itself and those above.
pub fn to_give(actor: &Scope, (path, tier): (&[Uuid], Tier), today: Day) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| fits(*role, tier) && actor.gives_on(*role, path, today)).collect()
}

/// Whether `actor` may open somebody's account anew. Whoever holds the link becomes that person, so the actor has to give
/// every role that the account holds, and to look after people wherever it belongs to a team.
pub fn may_renew(actor: &Scope, held: &[Held], today: Day) -> bool {
    let reaches = |held: &Held| match held.role.is_of_team() {
        true => looks_after(actor, &held.path, today),
        false => actor.gives_on(held.role, &held.path, today),
    };
    !held.is_empty() && held.iter().all(reaches)
}

fn looks_after(actor: &Scope, path: &[Uuid], today: Day) -> bool {
    [Action::ManagePeople, Action::ManageAccounts].iter().any(|action| actor.permits_on(*action, path, today))
}

/// Whether a grant is the last one by which `actor` gives roles. Without it nobody might be left who could give it back.
pub fn is_own_last(actor: &Scope, grant: Uuid, today: Day) -> bool {
    let mut left = actor.grants_on(today).filter(|held| held.id != grant && !held.role.gives().is_empty());
    actor.grants_on(today).any(|held| held.id == grant) && left.next().is_none()
}

/// A person's name as it is kept; None: empty, too long, or with characters that no name has.
pub fn name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=120).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then_some(name)
}

#[cfg(test)]
mod tests;
