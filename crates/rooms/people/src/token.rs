//! Tokens for scripts: an account of its own with one grant, so that it can be ended without touching a person's.

use access::grants::{self, NewGrant};
use access::{Role, account, session};
use audit::{Chain, Entry};
use base::{Day, Ids, Instant, Uuid};
use db::{Result, Tx};

/// Makes an account for a script with this role on this unit, and gives its token.
pub fn create(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    now: Instant,
    (part, unit): (i64, Uuid),
    (role, label): (Role, &str),
) -> Result<String> {
    let (id, grant) = (ids.id(now), ids.id(now));
    account::create(tx, part, id, None, label, now)?;
    // From the beginning: a script may look at all of the past that its role shows.
    let since = Day::new(2000, 1, 1).unwrap_or_else(|_| Day::of(now));
    let new = NewGrant { id: grant, account: id, role, unit, indicators: None, membership: None, since, until: None };
    grants::put(tx, part, &[new])?;
    let token = session::open(tx, ids, now, (part, id), (false, label))?;
    let entry = Entry {
        at: now,
        actor: None,
        device: None,
        action: format!("token.create:{role}"),
        subject: Some(id),
        fields: "role,unit".into(),
        content_hash: String::new(),
    };
    audit::append(tx, part, Chain::Grants, vec![entry])?;
    Ok(token)
}
