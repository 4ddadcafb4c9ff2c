//! Cookies of the desk and tokens of scripts. Only hashes are stored; each is listed and can be revoked.

use base::{Ids, Instant, Uuid};
use db::{Result, Tx, args};

use crate::secret;

/// A cookie that was not used for so long is no longer good.
pub const IDLE_SECONDS: i64 = 12 * 3600;
/// However much it is used, one signs in again after this.
pub const LONGEST_SECONDS: i64 = 30 * 86_400;
/// A token of a script lives this long.
pub const TOKEN_SECONDS: i64 = 365 * 86_400;
/// `seen_at` is written at most this often.
const SEEN_SECONDS: i64 = 300;

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its part.
    pub part: i64,
    /// Its hash.
    pub id: String,
    /// The name by which it is listed and revoked.
    pub handle: Uuid,
    /// Whose.
    pub account: Uuid,
    /// A cookie (else a token of a script).
    pub cookie: bool,
    /// Which browser, or what for.
    pub label: String,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

/// Opens a session and gives its secret.
pub fn open(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    now: Instant,
    (part, account): (i64, Uuid),
    (cookie, label): (bool, &str),
) -> Result<String> {
    let (text, hash) = secret::token(part, ids);
    let expires = now.plus_seconds(if cookie { LONGEST_SECONDS } else { TOKEN_SECONDS });
    let label: String = label.chars().take(120).collect();
    tx.exec(
        "insert into session (part, id, handle, account, kind, label, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![part, hash, ids.id(now), account, if cookie { "cookie" } else { "token" }, label, now, now, expires],
    )?;
    super::account::used(tx, part, account, now)?;
    Ok(text)
}

const COLUMNS: &str = "select part, id, handle, account, kind, label, created_at, seen_at, expires_at from session
  where part = $1 and id = $2";

fn read(row: &db::Row<'_>) -> Result<Session> {
    Ok(Session {
        part: row.get(0)?,
        id: row.get(1)?,
        handle: row.get(2)?,
        account: row.get(3)?,
        cookie: row.get::<String>(4)? == "cookie",
        label: row.get(5)?,
        created_at: Instant(row.get(6)?),
        seen_at: Instant(row.get(7)?),
        expires_at: Instant(row.get(8)?),
    })
}

/// The session of a secret, if it is good now.
pub fn find(tx: &mut Tx<'_>, secret: &str, now: Instant) -> Result<Option<Session>> {
    let Some(part) = secret::part_of(secret) else { return Ok(None) };
    let found = tx.opt(COLUMNS, args![part, secret::hash(secret)], read)?;
    let idle = |session: &Session| session.cookie && session.seen_at.plus_seconds(IDLE_SECONDS) < now;
    Ok(found.filter(|session| now < session.expires_at && !idle(session)))
}

/// Whether it is time to write down that a session was used.
pub fn is_stale(session: &Session, now: Instant) -> bool {
    session.seen_at.plus_seconds(SEEN_SECONDS) < now
}

/// Writes down that a session was used.
pub fn touch(tx: &mut Tx<'_>, session: &Session, now: Instant) -> Result<()> {
    tx.exec("update session set seen_at = $3 where part = $1 and id = $2", args![session.part, &session.id, now])?;
    super::account::used(tx, session.part, session.account, now)
}

/// The sessions of an account that are good now, newest first.
pub fn of_account(tx: &mut Tx<'_>, part: i64, account: Uuid, now: Instant) -> Result<Vec<Session>> {
    let all = tx.all(
        "select part, id, handle, account, kind, label, created_at, seen_at, expires_at from session
         where part = $1 and account = $2 and expires_at > $3 order by seen_at desc, handle",
        args![part, account, now],
        read,
    )?;
    Ok(all.into_iter().filter(|s| !s.cookie || s.seen_at.plus_seconds(IDLE_SECONDS) >= now).collect())
}

/// Ends a session of an account; false where there is none of this handle.
pub fn revoke(tx: &mut Tx<'_>, part: i64, account: Uuid, handle: Uuid) -> Result<bool> {
    let gone =
        tx.exec("delete from session where part = $1 and account = $2 and handle = $3", args![part, account, handle])?;
    Ok(gone > 0)
}

/// Signs an account out of all its browsers, but for the session `keep`. Tokens of scripts stay.
pub fn end_cookies(tx: &mut Tx<'_>, part: i64, account: Uuid, keep: Option<Uuid>) -> Result<u64> {
    tx.exec(
        "delete from session where part = $1 and account = $2 and kind = 'cookie' and handle <> $3",
        args![part, account, keep.unwrap_or(Uuid::nil())],
    )
}

/// Ends all sessions of an account, tokens of scripts too.
pub fn end_all(tx: &mut Tx<'_>, part: i64, account: Uuid) -> Result<u64> {
    tx.exec("delete from session where part = $1 and account = $2", args![part, account])
}

/// Removes what is no longer good, so that the table holds open sessions only.
pub fn sweep(tx: &mut Tx<'_>, part: i64, now: Instant) -> Result<u64> {
    tx.exec(
        "delete from session where part = $1 and (expires_at <= $2 or (kind = 'cookie' and seen_at < $3))",
        args![part, now, now.plus_seconds(-IDLE_SECONDS)],
    )
}
