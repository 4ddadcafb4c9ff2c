//! Who is known already, so that nobody becomes two people by accident; and whose account is whose to change.

use std::collections::BTreeMap;

use access::{Action, Scope, invitation, scope, session};
use base::{Day, Uuid};
use db::Tx;
use places::Tier;
use serde::Serialize;

use super::refusal::EditError;
use crate::import::Import;
use crate::phone;
use crate::store::{self, edit::Known};

/// Somebody who is or was in a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Somebody {
    /// The person.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The birth year.
    pub birth_year: Option<i64>,
    /// m, f.
    #[serde(skip)]
    pub sex: Option<String>,
    /// The teams they are in, or were in last.
    pub teams: Vec<String>,
}

/// So many are found at most.
const MOST: usize = 20;

/// People in teams of a unit's commune, or where the scope manages people, by parts of a name or a whole number.
pub fn search(
    tx: &mut Tx<'_>,
    (part, unit): (i64, Uuid),
    scope: &Scope,
    text: &str,
    today: Day,
) -> Result<Vec<Somebody>, EditError> {
    let name = base::fold(text);
    let login = phone::normal(text);
    if name.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let units = reach(tx, unit, scope, today)?;
    Ok(grouped(store::edit::by_name_or_login(tx, part, &units, (&name, login.as_deref()))?))
}

/// People of a unit's commune who have this name, and may have been born in this year.
pub(super) fn namesakes(
    tx: &mut Tx<'_>,
    (part, unit): (i64, Uuid),
    name: &str,
    birth_year: Option<i64>,
) -> Result<Vec<Somebody>, EditError> {
    let units = around(tx, unit)?;
    let folded = base::fold(name);
    let mut found = store::edit::by_name_or_login(tx, part, &units, (&folded, None))?;
    found.retain(|one| {
        let year = birth_year.is_none() || one.birth_year.is_none() || one.birth_year == birth_year;
        base::fold(&one.name) == folded && year
    });
    Ok(grouped(found))
}

/// The units of the commune that a unit lies in; above the communes itself alone.
fn around(tx: &mut Tx<'_>, unit: Uuid) -> Result<Vec<Uuid>, EditError> {
    let Some(seen) = api::place(tx, unit)? else { return Ok(Vec::new()) };
    let commune = seen.above.iter().find(|unit| unit.tier == Tier::Commune).map(|unit| unit.id);
    match commune.or((seen.unit.tier == Tier::Commune).then_some(unit)) {
        Some(commune) => {
            let map = places::store::map_in_force(tx)?;
            Ok(places::store::subtree(tx, commune, map, None)?.into_iter().map(|unit| unit.id).collect())
        }
        None => Ok(vec![unit]),
    }
}

/// [`around`], and wherever the scope manages people.
fn reach(tx: &mut Tx<'_>, unit: Uuid, scope: &Scope, today: Day) -> Result<Vec<Uuid>, EditError> {
    let map = places::store::map_in_force(tx)?;
    let mut units = around(tx, unit)?;
    units.extend(scope::units(tx, &scope.filter(Action::ManagePeople, today), map)?);
    Ok(units)
}

fn grouped(found: Vec<Known>) -> Vec<Somebody> {
    let mut people: BTreeMap<(String, Uuid), Somebody> = BTreeMap::new();
    for one in found {
        let key = (base::sort_key(&one.name, true), one.person);
        let known = people.entry(key).or_insert(Somebody {
            person: one.person,
            name: one.name,
            birth_year: one.birth_year,
            sex: one.sex,
            teams: Vec::new(),
        });
        if !known.teams.contains(&one.team) {
            known.teams.push(one.team);
        }
    }
    people.into_values().take(MOST).collect()
}

/// The person, where they are known in the unit's commune or where the scope manages people.
pub(super) fn within_reach(
    tx: &mut Tx<'_>,
    (part, unit): (i64, Uuid),
    scope: &Scope,
    person: Uuid,
    today: Day,
) -> Result<Somebody, EditError> {
    let units = reach(tx, unit, scope, today)?;
    let found = store::edit::by_person(tx, part, &units, person)?;
    grouped(found).into_iter().next().ok_or(EditError::Absent)
}

/// Whether the name, number and birth of a person are this editor's to change: they manage people wherever the person is in
/// a team or holds a role.
pub(super) fn answers_for(
    tx: &mut Tx<'_>,
    (part, account): (i64, Option<Uuid>),
    teams: &[Uuid],
    scope: &Scope,
    today: Day,
) -> Result<bool, EditError> {
    for unit in teams {
        let path = api::place(tx, *unit)?.map(|seen| seen.path).unwrap_or_default();
        if !scope.permits_on(Action::ManagePeople, &path, today) {
            return Ok(false);
        }
    }
    let Some(account) = account else { return Ok(true) };
    for grant in to_come(tx, part, account, today)? {
        let path = api::place(tx, grant.unit)?.map(|seen| seen.path).unwrap_or_default();
        if !scope.answers_for(grant.role, &path, today) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn to_come(tx: &mut Tx<'_>, part: i64, account: Uuid, today: Day) -> Result<Vec<access::Grant>, EditError> {
    let known = scope::load(tx, part, account)?;
    let all = known.iter().flat_map(|known| known.grants.iter().cloned());
    Ok(all.filter(|grant| grant.until.is_none_or(|until| today < until)).collect())
}

/// Whoever is left without any role is signed out everywhere, and what invited them is no longer good.
pub(super) fn let_go(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid], by: &Import<'_>) -> Result<(), EditError> {
    for account in accounts {
        if to_come(tx, part, *account, by.today())?.is_empty() {
            session::end_all(tx, part, *account)?;
            invitation::end(tx, part, *account, by.now)?;
        }
    }
    Ok(())
}
