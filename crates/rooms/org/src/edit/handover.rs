//! A post passes from one person to another on a day: role and post, and what goes with them. The households that the old one
//! looks after are moved by the room that has them.

use std::collections::HashMap;

use access::{Scope, device, session};
use audit::{Chain, Entry};
use base::{Day, Uuid};
use db::Tx;

use super::hold::Hold;
use super::members::{self, MemberForm, Newcomer};
use super::refusal::{EditError, refusal, wrong_day};
use super::{people, rules};
use crate::import::{Import, Standing, StandingMember};
use crate::model::{Membership, Team};
use crate::store;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Handover {
    /// The membership that hands over, as its revision was seen.
    pub from: (Uuid, i64),
    /// A member of the same team.
    pub to: Option<Uuid>,
    /// Or somebody new in the team; role, post and day are those of the post.
    pub newcomer: MemberForm,
    /// On which day.
    pub day: Day,
    /// The old one stays as a plain member.
    pub stays: bool,
    /// The number by which the old one signs in passes.
    pub number: bool,
    /// The phone itself passes: it is no longer the old one's.
    pub handset: bool,
}

/// What a handover did, for the room that has the households.
#[derive(Debug, Clone)]
pub struct Passed {
    /// The team.
    pub team: Team,
    /// The membership that holds the post now.
    pub to: Uuid,
    /// Memberships that others stand for from now on.
    pub instead: HashMap<Uuid, Uuid>,
}

/// What would go over.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// The membership, and its revision.
    pub member: Membership,
    /// Its revision.
    pub revision: i64,
    /// Its team.
    pub team: Team,
    /// The numbers by which they sign in.
    pub numbers: Vec<String>,
    /// Their phones that are still trusted: label, last heard of, entries not sent.
    pub phones: Vec<device::Device>,
    /// Other teams that they are in.
    pub elsewhere: i64,
}

/// Looks at what would go over, and changes nothing.
pub fn leaving(tx: &mut Tx<'_>, membership: Uuid, today: Day) -> Result<Leaving, EditError> {
    let (part, member) = store::edit::membership(tx, membership)?.ok_or(EditError::Absent)?;
    let team = store::team(tx, member.team)?.ok_or(EditError::Absent)?;
    if !rules::lasts(&member, today) {
        return Err(EditError::Absent);
    }
    let revision = store::edit::revisions(tx, part, &[team.id])?.get(&membership).copied().unwrap_or_default();
    let accounts: Vec<Uuid> = member.account.into_iter().collect();
    let mut phones = device::of_accounts(tx, part, &accounts)?;
    phones.retain(|phone| phone.revoked_at.is_none());
    let numbers = store::edit::numbers(tx, part, member.account)?;
    let elsewhere = store::edit::other_memberships(tx, part, &member)?.len() as i64;
    Ok(Leaving { member, revision, team, numbers, phones, elsewhere })
}

/// Hands a post over.
pub fn hand_over(tx: &mut Tx<'_>, asked: &Handover, (scope, by): (&Scope, &Import<'_>)) -> Result<Passed, EditError> {
    let (mut held, from, others) = members::hold_member(tx, asked.from, by)?;
    let part = held.team.part;
    rules::ends_on(from.since, asked.day, by.today())?;
    if asked.number && asked.handset {
        return Err(refusal("number_or_handset", "either the number passes or the phone"));
    }
    let units: Vec<Uuid> = others.iter().map(|other| other.place.1).collect();
    if asked.number && !people::answers_for(tx, (part, from.account), &units, scope, by.today())? {
        return Err(refusal("person_shared", "this person has a role elsewhere; ask the office above"));
    }
    let (successor, mut written) = successor(tx, &held, asked, &from, (scope, by))?;
    let to = successor.id;
    let mut instead = HashMap::from([(from.id, to)]);
    if let Some(earlier) = asked.to {
        instead.insert(earlier, to);
    }
    instead.retain(|old, new| old != new);
    written.extend(departure(&held, asked, &from, by));
    let (old_account, new_person) = (from.account, successor.person);
    held.write(tx, Standing { teams: Vec::new(), members: written }, by)?;
    if asked.number {
        pass_number(tx, part, (old_account, new_person), by)?;
    }
    if asked.handset {
        pass_handset(tx, part, old_account, by)?;
    }
    let fields = format!("to={to} number={} handset={}", i64::from(asked.number), i64::from(asked.handset));
    let entry = Entry { fields, ..Entry::plain(by.now, by.actor, "membership.handover", Some(from.id)) };
    audit::append(tx, part, Chain::Organisation, vec![entry])?;
    people::let_go(tx, part, &old_account.into_iter().collect::<Vec<_>>(), by)?;
    Ok(Passed { team: held.team, to, instead })
}

/// The membership that holds the post from the day on, and what has to be written for it.
fn successor(
    tx: &mut Tx<'_>,
    held: &Hold,
    asked: &Handover,
    from: &Membership,
    (scope, by): (&Scope, &Import<'_>),
) -> Result<(Membership, Vec<StandingMember>), EditError> {
    let Some(to) = asked.to else {
        let (role, post, since) = (from.role.clone(), from.post.clone(), asked.day.to_string());
        let form = MemberForm { role, post, since, ..asked.newcomer.clone() };
        let Newcomer { membership, phone } = members::newcomer(tx, held, &form, scope, by)?;
        return Ok((membership.clone(), vec![held.stands(membership, true, phone)]));
    };
    let known = held.members.iter().find(|one| one.id == to && one.id != from.id);
    let Some(known) = known.filter(|one| rules::lasts(one, by.today()) && one.person != from.person) else {
        return Err(refusal("not_a_member", "choose somebody who is in the team"));
    };
    if asked.day < known.since {
        return Err(wrong_day(
            "day",
            "người nhận chưa vào tổ ngày đó",
            "the other one was not in the team on that day",
        ));
    }
    let taken = Membership { role: from.role.clone(), post: from.post.clone(), ..known.clone() };
    if asked.day == known.since {
        return Ok((taken.clone(), vec![held.stands(taken, false, None)]));
    }
    let before = Membership { until: Some(asked.day), ..known.clone() };
    let after = Membership { id: by.ids.id(by.now), since: asked.day, ..taken };
    Ok((after.clone(), vec![held.stands(before, false, None), held.stands(after, true, None)]))
}

/// What becomes of who hands over: gone, or a plain member from the day on.
fn departure(held: &Hold, asked: &Handover, from: &Membership, by: &Import<'_>) -> Vec<StandingMember> {
    let plain = Membership { role: "member".into(), post: "other".into(), ..from.clone() };
    if asked.stays && asked.day == from.since {
        return vec![held.stands(plain, false, None)];
    }
    let gone = Membership { until: Some(asked.day), ..from.clone() };
    let mut written = vec![held.stands(gone, false, None)];
    if asked.stays {
        let after = Membership { id: by.ids.id(by.now), since: asked.day, ..plain };
        written.push(held.stands(after, true, None));
    }
    written
}

fn pass_number(
    tx: &mut Tx<'_>,
    part: i64,
    (old, new_person): (Option<Uuid>, Uuid),
    by: &Import<'_>,
) -> Result<(), EditError> {
    let numbers = store::edit::numbers(tx, part, old)?;
    let new = store::accounts_of(tx, part, &[new_person])?.get(&new_person).copied();
    let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
    let taken: Vec<(&str, Uuid)> = numbers.iter().map(|number| (number.as_str(), old)).collect();
    store::drop_logins(tx, part, &taken)?;
    let given: Vec<(&str, i64, Uuid)> = numbers.iter().map(|number| (number.as_str(), part, new)).collect();
    store::add_logins(tx, &given)?;
    // Whoever is signed in by the number is so as the old one.
    session::end_cookies(tx, part, old, None)?;
    let entry = |account| Entry::plain(by.now, by.actor, "account.number", Some(account));
    Ok(audit::append(tx, part, Chain::Accounts, vec![entry(old), entry(new)])?)
}

fn pass_handset(tx: &mut Tx<'_>, part: i64, old: Option<Uuid>, by: &Import<'_>) -> Result<(), EditError> {
    let Some(old) = old else { return Ok(()) };
    let phones = device::of_accounts(tx, part, &[old])?;
    device::revoke_all(tx, part, old, by.now)?;
    session::end_cookies(tx, part, old, None)?;
    let revoked = phones.iter().filter(|phone| phone.revoked_at.is_none());
    let entries = revoked.map(|phone| Entry::plain(by.now, by.actor, "device.revoke", Some(phone.id)));
    Ok(audit::append(tx, part, Chain::Accounts, entries.collect())?)
}
