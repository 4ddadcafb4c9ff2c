//! Everyone in a team has an account, which their membership gives a role on the team's unit. It has no password: people come
//! in by an invitation.

use std::collections::{HashMap, HashSet};

use access::grants::{self, NewGrant};
use base::{Day, Uuid, derived_id};
use db::{Result, Tx};

use crate::import::Import;
use crate::store;

/// Whose a phone number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub part: i64,
    pub person: Option<Uuid>,
    pub name: String,
    pub birth_year: Option<i64>,
    pub sex: Option<String>,
}

/// A membership that is new or different.
pub(crate) struct Joined<'a> {
    pub membership: Uuid,
    pub person: Uuid,
    pub name: &'a str,
    pub phone: Option<&'a str>,
    /// None where it gives no role, as in a committee.
    pub role: Option<access::Role>,
    pub unit: Uuid,
    pub since: Day,
    pub until: Option<Day>,
}

/// Whose these phone numbers are, as far as anybody's.
pub(crate) fn known(tx: &mut Tx<'_>, phones: &[&str]) -> Result<HashMap<String, Known>> {
    store::logins(tx, phones)
}

/// Gives everyone an account and the role that their membership carries.
pub(crate) fn join(tx: &mut Tx<'_>, part: i64, joined: &[Joined<'_>], import: &Import<'_>) -> Result<()> {
    let people: Vec<Uuid> = joined.iter().map(|one| one.person).collect();
    let mut accounts = store::accounts_of(tx, part, &people)?;
    let mut new = Vec::new();
    for one in joined {
        accounts.entry(one.person).or_insert_with(|| {
            let id = import.ids.id(import.now);
            new.push((part, id, one.person, one.name, import.now.0));
            id
        });
    }
    store::add_accounts(tx, &new)?;
    let account = |one: &Joined<'_>| accounts.get(&one.person).copied();
    let phones = joined.iter().filter_map(|one| Some((one.phone?, part, account(one)?)));
    store::add_logins(tx, &phones.collect::<HashSet<_>>().into_iter().collect::<Vec<_>>())?;
    let grants = joined.iter().filter_map(|one| {
        Some(NewGrant {
            // It follows from the membership, so a changed one gives the same grant in its new form.
            id: derived_id(&format!("grant {}", one.membership)),
            account: account(one)?,
            role: one.role?,
            unit: one.unit,
            indicators: None,
            membership: Some(one.membership),
            since: one.since,
            until: one.until,
        })
    });
    grants::put(tx, part, &grants.collect::<Vec<_>>())
}
