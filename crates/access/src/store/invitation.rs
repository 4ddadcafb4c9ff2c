//! Invitations: a link or a code that the leader shows. Reading one changes nothing (link previews fetch it); accepting it
//! uses it up, once. One for a member brings a phone in; one without a membership lets somebody of an office set a password.

use base::{Ids, Instant, Uuid};
use db::{Result, Tx, args};

use crate::secret;

/// An invitation is good for this long.
pub const GOOD_SECONDS: i64 = 14 * 86_400;

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its part.
    pub part: i64,
    /// The hash of its code.
    pub id: String,
    /// For whom.
    pub account: Uuid,
    /// As which member; none for the desk of an office.
    pub membership: Option<Uuid>,
    /// A new phone for who has one already: the others are revoked.
    pub reset: bool,
    /// Who made it.
    pub made_by: Option<Uuid>,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// By which phone; none for the desk.
    pub device: Option<Uuid>,
}

impl Invitation {
    /// Whether it can be accepted now.
    pub fn is_good(&self, now: Instant) -> bool {
        self.used_at.is_none() && now < self.expires_at
    }
}

/// Makes an invitation and gives its code. Older open ones for the same account end.
pub fn make(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    now: Instant,
    (part, account, membership): (i64, Uuid, Option<Uuid>),
    (reset, made_by): (bool, Option<Uuid>),
) -> Result<(String, Instant)> {
    end(tx, part, account, now)?;
    let code = secret::code(ids);
    let expires = now.plus_seconds(GOOD_SECONDS);
    tx.exec(
        "insert into invitation (part, id, account, membership, kind, made_by, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            part,
            secret::hash(&code),
            account,
            membership,
            if reset { "reset" } else { "join" },
            made_by,
            now,
            expires
        ],
    )?;
    Ok((code, expires))
}

/// Ends the open invitations of an account.
pub fn end(tx: &mut Tx<'_>, part: i64, account: Uuid, now: Instant) -> Result<()> {
    tx.exec(
        "update invitation set expires_at = $3 where part = $1 and account = $2 and used_at is null and expires_at > $3",
        args![part, account, now],
    )?;
    Ok(())
}

/// The invitation of a code in its stored form (see [`secret::read_code`]). A code names no part, since every letter of it
/// is chance; there are few parts, and each is asked by key.
pub fn find(tx: &mut Tx<'_>, code: &str) -> Result<Option<Invitation>> {
    tx.opt(
        "select i.part, i.id, i.account, i.membership, i.kind, i.made_by, i.expires_at, i.used_at, i.device
         from part p {lead} join invitation i on i.part = p.part and i.id = $1",
        args![secret::hash(code)],
        |row| {
            Ok(Invitation {
                part: row.get(0)?,
                id: row.get(1)?,
                account: row.get(2)?,
                membership: row.get(3)?,
                reset: row.get::<String>(4)? == "reset",
                made_by: row.get(5)?,
                expires_at: Instant(row.get(6)?),
                used_at: row.get::<Option<i64>>(7)?.map(Instant),
                device: row.get(8)?,
            })
        },
    )
}

/// Uses an invitation up, for a device or for the desk; false where somebody was faster.
pub fn accept(tx: &mut Tx<'_>, invitation: &Invitation, device: Option<Uuid>, now: Instant) -> Result<bool> {
    let changed = tx.exec(
        "update invitation set used_at = $3, device = $4
         where part = $1 and id = $2 and used_at is null and expires_at > $3",
        args![invitation.part, &invitation.id, now, device],
    )?;
    Ok(changed == 1)
}
