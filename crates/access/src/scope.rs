//! The one place that decides. A scope answers for one unit and gives the roots for a list from the same table, so that
//! the two cannot part.

use std::collections::BTreeSet;

use base::{Day, Instant, Uuid};

use crate::role::{Action, Reach, Role};
pub use crate::store::scopes::{load, load_many, units};

/// A role on a unit's subtree, from a day until another (excluded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: Uuid,
    /// Which role.
    pub role: Role,
    /// On which unit.
    pub unit: Uuid,
    /// For a data owner: the indicators that are theirs.
    pub indicators: Vec<String>,
    /// The first day.
    pub since: Day,
    /// The first day no more.
    pub until: Option<Day>,
}

impl Grant {
    fn holds_on(&self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A unit under which something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root {
    /// The unit.
    pub unit: Uuid,
    /// All below it too.
    pub subtree: bool,
}

/// What an account may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The part of the account.
    pub part: i64,
    /// The account.
    pub account: Uuid,
    /// What it is called.
    pub name: String,
    /// Rises with every change to what it may.
    pub revision: i64,
    /// Its grants, also those that have ended: late work is judged by the day on which it was done.
    pub grants: Vec<Grant>,
    /// From this moment on it may nothing.
    pub disabled_at: Option<Instant>,
}

impl Scope {
    /// Whether an action is allowed on a unit, given as itself and then every unit above, on a day.
    pub fn permits_on(&self, action: Action, path: &[Uuid], day: Day) -> bool {
        self.roots_on(action, day).any(|root| match path.split_first() {
            Some((unit, _)) if *unit == root.unit => true,
            Some((_, above)) => root.subtree && above.contains(&root.unit),
            None => false,
        })
    }

    /// Whether an action is allowed on a unit and on everything below it. Who leads a unit's own team leads nothing below.
    pub fn covers_on(&self, action: Action, path: &[Uuid], day: Day) -> bool {
        self.roots_on(action, day).any(|root| root.subtree && path.contains(&root.unit))
    }

    /// Whether a role may be given and ended on a unit, given as itself and then every unit above, on a day.
    pub fn gives_on(&self, role: Role, path: &[Uuid], day: Day) -> bool {
        self.grants_on(day).any(|grant| path.contains(&grant.unit) && grant.role.gives().contains(&role))
    }

    /// The indicators whose figures may be entered for a unit, given as itself and then every unit above, on a day.
    pub fn enters_on(&self, path: &[Uuid], day: Day) -> BTreeSet<&str> {
        let there =
            |grant: &&Grant| grant.role.reach(Action::EnterFigures) == Reach::Subtree && path.contains(&grant.unit);
        self.grants_on(day).filter(there).flat_map(|grant| grant.indicators.iter().map(String::as_str)).collect()
    }

    /// Whether somebody who holds a role on a unit, given as itself and then every unit above, is this one's to look after:
    /// whoever gives them another way in could become them. It takes the managing of people there, the giving of roles where
    /// they give roles, and an administrator for an administrator.
    pub fn answers_for(&self, role: Role, path: &[Uuid], day: Day) -> bool {
        let action = match role {
            Role::Administrator => Action::Administer,
            // Who gives roles is more than who brings phones in, wherever both sit in one team.
            role if !role.gives().is_empty() => Action::ManageAccounts,
            _ => Action::ManagePeople,
        };
        self.permits_on(action, path, day)
    }

    /// The units under which an action is allowed on a day: the filter of every list.
    pub fn roots_on(&self, action: Action, day: Day) -> impl Iterator<Item = Root> + '_ {
        self.grants_on(day).filter_map(move |grant| match grant.role.reach(action) {
            Reach::Not => None,
            Reach::Unit => Some(Root { unit: grant.unit, subtree: false }),
            Reach::Subtree => Some(Root { unit: grant.unit, subtree: true }),
        })
    }

    /// [`Scope::roots_on`] as a set: what a list is joined with (`unit_link` from these ancestors, or [`units`]).
    pub fn filter(&self, action: Action, day: Day) -> Vec<Root> {
        let mut roots: Vec<Root> = self.roots_on(action, day).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// The grants that hold on a day.
    pub fn grants_on(&self, day: Day) -> impl Iterator<Item = &Grant> + '_ {
        let cut = self.disabled_at.map(Day::of);
        self.grants.iter().filter(move |grant| cut.is_none_or(|cut| day < cut) && grant.holds_on(day))
    }

    /// Whether the action is allowed anywhere at all on a day.
    pub fn permits_anywhere(&self, action: Action, day: Day) -> bool {
        self.roots_on(action, day).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn scope(role: Role, unit: u128) -> Scope {
        let grant = Grant {
            id: Uuid::nil(),
            role,
            unit: Uuid::from_u128(unit),
            indicators: Vec::new(),
            since: day("2026-01-01"),
            until: Some(day("2026-07-01")),
        };
        let name = String::new();
        Scope { part: 1, account: Uuid::nil(), name, revision: 0, grants: vec![grant], disabled_at: None }
    }

    const HAMLET: [Uuid; 3] = [Uuid::from_u128(3), Uuid::from_u128(2), Uuid::from_u128(1)];

    #[test]
    fn a_role_reaches_as_far_as_the_table_says() {
        let on = day("2026-03-01");
        assert!(scope(Role::Member, 3).permits_on(Action::Record, &HAMLET, on));
        assert!(!scope(Role::Member, 2).permits_on(Action::Record, &HAMLET, on));
        assert!(scope(Role::Member, 2).permits_on(Action::SeeFigures, &HAMLET, on));
        assert!(scope(Role::CommuneOfficer, 2).permits_on(Action::SeeNames, &HAMLET, on));
        let commune = &HAMLET[1..];
        assert!(scope(Role::CommuneOfficer, 2).covers_on(Action::Lead, commune, on));
        assert!(scope(Role::Leader, 2).permits_on(Action::Lead, commune, on));
        assert!(
            !scope(Role::Leader, 2).covers_on(Action::Lead, commune, on),
            "a team of the commune is not its hamlets"
        );
        assert!(!scope(Role::ProvinceOfficer, 1).permits_on(Action::SeeNames, &HAMLET, on));
        assert!(!scope(Role::CommuneOfficer, 9).permits_on(Action::SeeFigures, &HAMLET, on));
        assert!(!scope(Role::Administrator, 1).permits_on(Action::SeeFigures, &[], on));
    }

    #[test]
    fn roles_are_given_downwards_only() {
        let on = day("2026-03-01");
        let gives = |role, unit, given| scope(role, unit).gives_on(given, &HAMLET, on);
        assert!(gives(Role::CommuneLeader, 2, Role::CommuneOfficer));
        assert!(!gives(Role::CommuneLeader, 9, Role::CommuneOfficer), "outside");
        assert!(!scope(Role::CommuneLeader, 2).gives_on(Role::CommuneOfficer, &HAMLET, day("2026-07-01")), "over");
        for role in Role::ALL {
            assert!(role == Role::Administrator || !role.gives().contains(&role), "{role} gives its own");
            for given in role.gives() {
                assert!(!given.is_of_team(), "{role} gives {given}");
                let theirs = given.gives();
                assert!(theirs.iter().all(|one| role.gives().contains(one)), "{role} gives more than it holds");
            }
        }
    }

    #[test]
    fn a_data_owner_enters_what_is_theirs_and_only_there() {
        let on = day("2026-03-01");
        let mut owner = scope(Role::DataOwner, 2);
        assert!(owner.enters_on(&HAMLET, on).is_empty(), "no indicator, no figure");
        owner.grants[0].indicators = vec!["eid_accounts".into()];
        assert_eq!(owner.enters_on(&HAMLET, on), ["eid_accounts"].into());
        assert!(owner.enters_on(&HAMLET[2..], on).is_empty(), "above");
        assert!(owner.enters_on(&HAMLET, day("2026-07-01")).is_empty(), "over");
        let mut officer = scope(Role::CommuneOfficer, 2);
        officer.grants[0].indicators = vec!["eid_accounts".into()];
        assert!(officer.enters_on(&HAMLET, on).is_empty(), "another role's list means nothing");
    }

    #[test]
    fn late_work_is_judged_by_its_day() {
        let member = scope(Role::Member, 3);
        for (text, may) in [("2025-12-31", false), ("2026-01-01", true), ("2026-06-30", true), ("2026-07-01", false)] {
            assert_eq!(member.permits_on(Action::Record, &HAMLET, day(text)), may, "{text}");
        }
        let disabled = Scope { disabled_at: Some(day("2026-03-01").start()), ..member };
        assert!(disabled.permits_on(Action::Record, &HAMLET, day("2026-02-28")));
        assert!(!disabled.permits_on(Action::Record, &HAMLET, day("2026-03-01")));
    }
}
