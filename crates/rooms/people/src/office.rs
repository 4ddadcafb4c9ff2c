//! Accounts of offices: somebody is given a role and a way in, the way in anew, and the role's end. Used by the routes and by
//! `gandan account`, which answers to nobody's scope.

mod refusal;

use access::grants::{self, NewGrant};
use access::{Action, Grant, Role, Scope, account, invitation, scope, session};
use audit::{Chain, Entry};
use base::{Day, Ids, Instant, Uuid};
use db::Tx;
use places::Unit;

pub use refusal::Refusal;

use crate::rules::{self, Held};

/// Somebody who is to hold a role of an office.
pub struct Official<'a> {
    /// What they are called.
    pub name: &'a str,
    /// By what they sign in, as it was typed.
    pub login: &'a str,
    /// Which role.
    pub role: Role,
    /// On which unit.
    pub unit: &'a Unit,
    /// The first day on which they no longer hold it.
    pub until: Option<Day>,
    /// For a data owner: the indicators that are theirs.
    pub indicators: &'a [String],
}

/// Somebody who holds it now.
pub struct Given {
    /// The account.
    pub account: Uuid,
    /// What it is called.
    pub name: String,
    /// The login in its one form.
    pub login: String,
    /// The code of their invitation and when it ends; none for somebody who has a password and goes on with it.
    pub invitation: Option<(String, Instant)>,
}

/// Gives a role, with an account where there is none yet. `actor` is whoever gives it, None for a command.
pub fn give(
    tx: &mut Tx<'_>,
    (ids, now): (&dyn Ids, Instant),
    actor: Option<&Scope>,
    official: &Official<'_>,
) -> Result<Given, Refusal> {
    let today = Day::of(now);
    let (name, login) = checked(official, today)?;
    let by = (now, actor.map(|actor| actor.account));
    let (part, id, name, has_password) = match account::by_login(tx, &login)? {
        Some(known) => {
            let ever = ever_held(tx, (known.part, known.id))?;
            let free = actor.is_none_or(|actor| may_take(actor, &ever, today));
            if known.disabled_at.is_some() || !free {
                return Err(Refusal::LoginTaken(login));
            }
            (known.part, known.id, known.name, known.password_hash.is_some())
        }
        None => {
            let (part, id) = (official.unit.part, ids.id(now));
            account::create(tx, part, id, None, &name, now)?;
            if !account::add_login(tx, part, id, &login)? {
                return Err(Refusal::LoginTaken(login));
            }
            note(tx, part, by, ("account.create", id))?;
            (part, id, name, false)
        }
    };
    let grant = grant(ids, now, official, id);
    if to_come(tx, (part, id), today)?.iter().any(|held| held.role == grant.role && held.unit == grant.unit) {
        return Err(Refusal::Held(grant.role));
    }
    grants::give(tx, part, by, &[grant])?;
    // A link that somebody still has was made for less than the account holds from now on.
    invitation::end(tx, part, id, now)?;
    let invitation = if has_password { None } else { Some(invite(tx, (ids, now), (part, id), (false, by.1))?) };
    Ok(Given { account: id, name, login, invitation })
}

fn checked(official: &Official<'_>, today: Day) -> Result<(String, String), Refusal> {
    if official.role.is_of_team() {
        return Err(Refusal::OfTeam(official.role));
    }
    if !rules::offices::fits(official.role, official.unit.tier) {
        return Err(Refusal::Misplaced(official.role, official.unit.full_name.clone()));
    }
    if official.until.is_some_and(|until| until <= today) {
        return Err(Refusal::Over);
    }
    if !rules::offices::indicators_fit(official.role, official.indicators) {
        return Err(Refusal::Indicators);
    }
    let name = rules::offices::name(official.name).ok_or(Refusal::Name)?;
    Ok((name, access::normalise(official.login)?))
}

fn grant(ids: &dyn Ids, now: Instant, official: &Official<'_>, account: Uuid) -> NewGrant {
    NewGrant {
        id: ids.id(now),
        account,
        role: official.role,
        unit: official.unit.id,
        indicators: (!official.indicators.is_empty()).then(|| serde_json::json!(official.indicators).to_string()),
        membership: None,
        since: Day::of(now),
        until: official.until,
    }
}

/// Whoever is known already is given more only by who looks after all that they ever held; somebody who never held a role
/// (the member of a committee) by an administrator.
fn may_take(actor: &Scope, ever: &[Held], today: Day) -> bool {
    let nobodys = ever.is_empty() && actor.permits_anywhere(Action::Administer, today);
    nobodys || rules::offices::may_renew(actor, ever, today)
}

/// A new way in for somebody of an office who forgot theirs. What they have is good until it is used.
pub fn renew(
    tx: &mut Tx<'_>,
    (ids, now): (&dyn Ids, Instant),
    (part, account): (i64, Uuid),
    by: Option<Uuid>,
) -> Result<(String, Instant), Refusal> {
    if account::logins(tx, part, account)?.is_empty() {
        return Err(Refusal::NoLogin);
    }
    invite(tx, (ids, now), (part, account), (true, by))
}

fn invite(
    tx: &mut Tx<'_>,
    (ids, now): (&dyn Ids, Instant),
    (part, account): (i64, Uuid),
    (reset, by): (bool, Option<Uuid>),
) -> Result<(String, Instant), Refusal> {
    let made = invitation::make(tx, ids, now, (part, account, None), (reset, by))?;
    note(tx, part, (now, by), ("invitation.desk", account))?;
    Ok(made)
}

/// Ends a role today. Who is left without any is signed out everywhere, and what invited them is no longer good.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    by: (Instant, Option<Uuid>),
    (part, account, grant): (i64, Uuid, Uuid),
) -> db::Result<()> {
    let today = Day::of(by.0);
    grants::end(tx, part, by, grant, today)?;
    if to_come(tx, (part, account), today)?.is_empty() {
        session::end_all(tx, part, account)?;
        invitation::end(tx, part, account, by.0)?;
    }
    Ok(())
}

/// The roles that an account holds today or later, each with its unit and the units above.
pub(crate) fn held(tx: &mut Tx<'_>, whose: (i64, Uuid), today: Day) -> db::Result<Vec<Held>> {
    let grants = to_come(tx, whose, today)?;
    placed(tx, &grants)
}

fn ever_held(tx: &mut Tx<'_>, (part, account): (i64, Uuid)) -> db::Result<Vec<Held>> {
    let grants = scope::load(tx, part, account)?.map(|scope| scope.grants.clone()).unwrap_or_default();
    placed(tx, &grants)
}

fn to_come(tx: &mut Tx<'_>, (part, account): (i64, Uuid), today: Day) -> db::Result<Vec<Grant>> {
    let scope = scope::load(tx, part, account)?;
    let all = scope.iter().flat_map(|scope| &scope.grants);
    Ok(all.filter(|grant| grant.until.is_none_or(|until| today < until)).cloned().collect())
}

fn placed(tx: &mut Tx<'_>, grants: &[Grant]) -> db::Result<Vec<Held>> {
    let place = |grant: &Grant| {
        let place = api::place(tx, grant.unit)?.ok_or(db::Error::NoRow)?;
        Ok(Held { role: grant.role, path: place.path })
    };
    grants.iter().map(place).collect()
}

/// A line in the chain of accounts.
pub(crate) fn note(
    tx: &mut Tx<'_>,
    part: i64,
    (at, actor): (Instant, Option<Uuid>),
    (action, subject): (&str, Uuid),
) -> db::Result<()> {
    audit::append(tx, part, Chain::Accounts, vec![Entry::plain(at, actor, action, Some(subject))])
}
