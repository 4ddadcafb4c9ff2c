//! Members: they come, are changed, and go.

use access::Scope;
use audit::{Chain, Entry};
use base::{Day, Uuid};
use db::Tx;
use serde_json::json;

use super::hold::{Hold, hold};
use super::people::{self, Somebody};
use super::refusal::{EditError, refusal, refusal_with, wrong};
use super::rules;
use crate::accounts;
use crate::import::{self, Import, MemberCells, Row, Standing, StandingMember};
use crate::model::Membership;
use crate::store;

/// A member as a form says it; what is empty is not known.
#[derive(Debug, Clone, Default)]
pub struct MemberForm {
    /// Somebody who is known; then name, birth year and sex are theirs, whatever else is said.
    pub person: Option<Uuid>,
    /// It is somebody else than whoever has the same name.
    pub another: bool,
    /// Their name.
    pub name: String,
    /// The birth year.
    pub birth_year: Option<i64>,
    /// m, f.
    pub sex: String,
    /// leader, deputy, secretary, member.
    pub role: String,
    /// The post's code.
    pub post: String,
    /// The number by which they sign in.
    pub phone: String,
    /// The first day; today where it is empty.
    pub since: String,
}

impl MemberForm {
    pub(super) fn cells(&self, today: Day) -> Result<MemberCells, EditError> {
        let row = Row {
            team: "Tổ".into(),
            name: self.name.clone(),
            birth_year: self.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            sex: self.sex.clone(),
            role: self.role.clone(),
            post: self.post.clone(),
            phone: self.phone.clone(),
            since: self.since.clone(),
            ..Row::default()
        };
        let mut errors = Vec::new();
        // Without a name a row speaks of no member at all.
        let row = if row.name.is_empty() { Row { name: ".".into(), ..row } } else { row };
        match import::check(1, &row, today, &mut errors) {
            Some((_, Some(cells))) => Ok(cells),
            _ => Err(errors.first().map_or(EditError::Absent, wrong)),
        }
    }
}

/// Somebody who comes into a team, and the number that will name them.
pub(super) struct Newcomer {
    pub membership: Membership,
    pub phone: Option<String>,
}

/// Who a form speaks of, as a membership that begins: somebody known who was picked, or somebody new.
pub(super) fn newcomer(
    tx: &mut Tx<'_>,
    held: &Hold,
    form: &MemberForm,
    scope: &Scope,
    by: &Import<'_>,
) -> Result<Newcomer, EditError> {
    let place = (held.team.part, held.team.unit);
    let picked = match form.person {
        Some(person) => Some(people::within_reach(tx, place, scope, person, by.today())?),
        None => None,
    };
    let form = match &picked {
        Some(known) => MemberForm {
            name: known.name.clone(),
            birth_year: known.birth_year,
            sex: known.sex.clone().unwrap_or_default(),
            ..form.clone()
        },
        None => form.clone(),
    };
    let cells = form.cells(by.today())?;
    if picked.is_none() && !form.another {
        unknown(tx, held, &cells, by.today())?;
    }
    let known = picked.map(|known| known.person);
    let person = known.unwrap_or_else(|| by.ids.id(by.now));
    let phone = free_phone(tx, (held.team.part, person), cells.phone.as_deref())?;
    let since = cells.since.unwrap_or_else(|| by.today().max(held.team.founded_on));
    let own: Vec<&Membership> = held.members.iter().filter(|one| one.person == person).collect();
    if own.iter().any(|one| rules::lasts(one, by.today())) {
        return Err(refusal("already_member", "this person is in the team"));
    }
    rules::comes_on(&held.team, &own, since)?;
    let membership = Membership {
        id: by.ids.id(by.now),
        team: held.team.id,
        person,
        account: None,
        name: cells.name,
        birth_year: cells.birth_year,
        sex: cells.sex.map(str::to_owned),
        role: cells.role.role.clone(),
        post: cells.post.code.clone(),
        since,
        until: None,
    };
    if known.is_some() && phone.is_some() {
        // Another number by which somebody of elsewhere signs in is not this editor's to give.
        let account = store::accounts_of(tx, held.team.part, &[person])?.get(&person).copied();
        let others = store::edit::other_memberships(tx, held.team.part, &membership)?;
        let units: Vec<Uuid> = others.iter().map(|other| other.place.1).collect();
        if !people::answers_for(tx, (held.team.part, account), &units, scope, by.today())? {
            return Err(refusal("person_shared", "this person has a role elsewhere; ask the office above"));
        }
    }
    Ok(Newcomer { membership, phone })
}

/// Refuses where somebody of the commune has this name and could be meant.
fn unknown(tx: &mut Tx<'_>, held: &Hold, cells: &MemberCells, today: Day) -> Result<(), EditError> {
    let namesakes = people::namesakes(tx, (held.team.part, held.team.unit), &cells.name, cells.birth_year)?;
    let here = |one: &Somebody| held.members.iter().any(|m| m.person == one.person && rules::lasts(m, today));
    if namesakes.iter().any(here) {
        return Err(refusal_with(
            "already_member",
            "somebody of this name is in the team",
            json!({ "name": cells.name }),
        ));
    }
    if namesakes.is_empty() {
        return Ok(());
    }
    let message = "somebody of this name is in a team of the commune; take them, or say that this is somebody else";
    Err(refusal_with("person_known", message, json!({ "people": namesakes })))
}

/// A number that is to name a person's account; None where it does already. Whose it is else is not told.
pub(super) fn free_phone(
    tx: &mut Tx<'_>,
    (part, person): (i64, Uuid),
    phone: Option<&str>,
) -> Result<Option<String>, EditError> {
    let Some(phone) = phone else { return Ok(None) };
    match accounts::known(tx, &[phone])?.get(phone) {
        None => Ok(Some(phone.to_owned())),
        Some(known) if known.part == part && known.person == Some(person) => Ok(None),
        Some(_) => Err(refusal("phone_taken", "this number names somebody else's account")),
    }
}

/// Adds somebody to a team; gives the membership.
pub fn add(
    tx: &mut Tx<'_>,
    team: Uuid,
    form: &MemberForm,
    (scope, by): (&Scope, &Import<'_>),
) -> Result<Uuid, EditError> {
    let mut held = hold(tx, team, &[])?;
    held.open(by)?;
    let Newcomer { membership, phone } = newcomer(tx, &held, form, scope, by)?;
    rules::one_leader(&held.members, &membership, by.today())?;
    let id = membership.id;
    let standing = Standing { teams: Vec::new(), members: vec![held.stands(membership, true, phone)] };
    held.write(tx, standing, by)?;
    Ok(id)
}

/// The membership as it is, with its team in hand.
pub(super) fn hold_member(
    tx: &mut Tx<'_>,
    (id, saw): (Uuid, i64),
    by: &Import<'_>,
) -> Result<(Hold, Membership, Vec<StandingMember>), EditError> {
    let (part, known) = store::edit::membership(tx, id)?.ok_or(EditError::Absent)?;
    let others = store::edit::other_memberships(tx, part, &known)?;
    let also: Vec<(i64, Uuid)> = others.iter().map(|other| other.place).collect();
    let held = hold(tx, known.team, &also)?;
    held.saw(id, saw)?;
    held.open(by)?;
    let member = held.members.iter().find(|one| one.id == id).cloned().ok_or(EditError::Absent)?;
    if !rules::lasts(&member, by.today()) {
        return Err(refusal("changed_meanwhile", "this person is no longer in the team"));
    }
    Ok((held, member, others))
}

/// Changes a member: role and post in this team, and who they are everywhere.
pub fn change(
    tx: &mut Tx<'_>,
    (id, saw): (Uuid, i64),
    form: &MemberForm,
    (scope, by): (&Scope, &Import<'_>),
) -> Result<(), EditError> {
    let (mut held, known, others) = hold_member(tx, (id, saw), by)?;
    let part = held.team.part;
    let cells = form.cells(by.today())?;
    let changed = Membership {
        name: cells.name,
        birth_year: cells.birth_year,
        sex: cells.sex.map(str::to_owned),
        role: cells.role.role.clone(),
        post: cells.post.code.clone(),
        ..known.clone()
    };
    rules::one_leader(&held.members, &changed, by.today())?;
    let who = |one: &Membership| (one.name.clone(), one.birth_year, one.sex.clone());
    let numbers = store::edit::numbers(tx, part, known.account)?;
    let same_number = cells.phone.as_ref().map_or(numbers.is_empty(), |phone| numbers.contains(phone));
    let mut members = Vec::new();
    let mut phone = None;
    if who(&changed) != who(&known) || !same_number {
        let units: Vec<Uuid> = others.iter().map(|other| other.place.1).collect();
        if !people::answers_for(tx, (part, known.account), &units, scope, by.today())? {
            return Err(refusal("person_shared", "this person has a role elsewhere; ask the office above"));
        }
        phone = free_phone(tx, (part, known.person), cells.phone.as_deref())?;
        if let Some(account) = known.account.filter(|_| !same_number) {
            let old: Vec<(&str, Uuid)> = numbers.iter().map(|number| (number.as_str(), account)).collect();
            store::drop_logins(tx, part, &old)?;
            let entry = Entry::plain(by.now, by.actor, "account.number", Some(account));
            audit::append(tx, part, Chain::Accounts, vec![entry])?;
        }
        if changed.name != known.name {
            store::edit::rename_account(tx, part, known.account, &changed.name)?;
        }
        members.extend(others.into_iter().map(|mut other| {
            let (name, birth_year, sex) = who(&changed);
            other.membership = Membership { name, birth_year, sex, ..other.membership };
            other
        }));
    }
    if changed != known || phone.is_some() || !same_number {
        members.push(held.stands(changed, false, phone));
        held.write(tx, Standing { teams: Vec::new(), members }, by)?;
    }
    Ok(())
}

/// Ends a membership on a day.
pub fn end(tx: &mut Tx<'_>, (id, saw): (Uuid, i64), day: Day, by: &Import<'_>) -> Result<(), EditError> {
    let (mut held, known, _) = hold_member(tx, (id, saw), by)?;
    rules::ends_on(known.since, day, by.today())?;
    let account = known.account;
    let member = held.stands(Membership { until: Some(day), ..known }, false, None);
    held.write(tx, Standing { teams: Vec::new(), members: vec![member] }, by)?;
    people::let_go(tx, held.team.part, &account.into_iter().collect::<Vec<_>>(), by)
}
