//! Phones that sync. A phone has a token of its own, rotated: the old one stays valid until the new one is seen.

use base::{Ids, Instant, Uuid};
use db::{Result, Tx, args};

use crate::secret;

/// A token is replaced when it is older than this.
const ROTATE_SECONDS: i64 = 7 * 86_400;
/// `seen_at` is written at most this often.
const SEEN_SECONDS: i64 = 3_600;

/// A phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its part.
    pub part: i64,
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account: Uuid,
    /// What its owner sees it by.
    pub label: String,
    /// When its token was made.
    pub token_at: Instant,
    /// Proves it inside a sealed copy.
    pub mac_key: String,
    /// When it joined.
    pub created_at: Instant,
    /// When it last called.
    pub seen_at: Instant,
    /// How many operations it said it still held.
    pub announced: i64,
    /// It is no longer trusted, from this moment on.
    pub revoked_at: Option<Instant>,
    token_hash: String,
    next_token_hash: Option<String>,
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "select d.part, d.id, d.account, d.label, d.token_at, d.mac_key, d.created_at, d.seen_at, d.announced,
               d.revoked_at, d.token_hash, d.next_token_hash from device d ",
            $rest
        )
    };
}

fn read(row: &db::Row<'_>) -> Result<Device> {
    Ok(Device {
        part: row.get(0)?,
        id: row.get(1)?,
        account: row.get(2)?,
        label: row.get(3)?,
        token_at: Instant(row.get(4)?),
        mac_key: row.get(5)?,
        created_at: Instant(row.get(6)?),
        seen_at: Instant(row.get(7)?),
        announced: row.get(8)?,
        revoked_at: row.get::<Option<i64>>(9)?.map(Instant),
        token_hash: row.get(10)?,
        next_token_hash: row.get(11)?,
    })
}

/// Registers a phone and gives its token: the device's id and a secret.
pub fn register(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    now: Instant,
    (part, account): (i64, Uuid),
    (label, mac_key): (&str, &str),
) -> Result<(Uuid, String)> {
    let id = ids.id(now);
    let (token, hash) = full_token(part, id, ids);
    let label: String = label.chars().take(120).collect();
    tx.exec(
        "insert into device (part, id, account, label, token_hash, token_at, mac_key, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![part, id, account, label, hash, now, mac_key, now, now],
    )?;
    Ok((id, token))
}

fn full_token(part: i64, device: Uuid, ids: &dyn Ids) -> (String, String) {
    let (secret, _) = secret::token(part, ids);
    let text = format!("{}.{secret}", device.simple());
    let hash = secret::hash(&text);
    (text, hash)
}

/// The phone that a token belongs to, revoked or not; and whether the token is the next one, seen for the first time.
pub fn by_token(tx: &mut Tx<'_>, token: &str) -> Result<Option<(Device, bool)>> {
    let Some((device, secret)) = token.split_once('.') else { return Ok(None) };
    let (Ok(device), Some(part)) = (Uuid::parse_str(device), secret::part_of(secret)) else { return Ok(None) };
    let found = by_id(tx, part, device)?;
    let hash = secret::hash(token);
    Ok(found.and_then(|device| {
        let next = device.next_token_hash.as_ref() == Some(&hash);
        (next || device.token_hash == hash).then_some((device, next))
    }))
}

/// A phone by id.
pub fn by_id(tx: &mut Tx<'_>, part: i64, id: Uuid) -> Result<Option<Device>> {
    tx.opt(columns!("where d.part = $1 and d.id = $2"), args![part, id], read)
}

/// Writes down that a phone called and what it still holds, puts its next token in place, and gives a new one when it is
/// due. Nothing is written for a call that brings no news.
pub fn called(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    now: Instant,
    (device, next): (&Device, bool),
    announced: i64,
) -> Result<Option<String>> {
    if next {
        tx.exec(
            "update device set token_hash = next_token_hash, next_token_hash = null, token_at = $3
             where part = $1 and id = $2 and next_token_hash is not null",
            args![device.part, device.id, now],
        )?;
    }
    let due = !next && device.token_at.plus_seconds(ROTATE_SECONDS) < now;
    let fresh = due.then(|| full_token(device.part, device.id, ids));
    if let Some((_, hash)) = &fresh {
        tx.exec(
            "update device set next_token_hash = $3 where part = $1 and id = $2",
            args![device.part, device.id, hash],
        )?;
    }
    tx.exec(
        "update device set seen_at = $3, announced = $4 where part = $1 and id = $2",
        args![device.part, device.id, now, announced],
    )?;
    Ok(fresh.map(|(token, _)| token))
}

/// Whether [`called`] would write anything.
pub fn has_news(device: &Device, next: bool, announced: i64, now: Instant) -> bool {
    next || announced != device.announced
        || device.seen_at.plus_seconds(SEEN_SECONDS) < now
        || device.token_at.plus_seconds(ROTATE_SECONDS) < now
}

/// The phones of accounts, newest first.
pub fn of_accounts(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<Vec<Device>> {
    let rows = db::json(&accounts.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.all(
        columns!(
            "where d.part = $2 and d.account in (select uuid(r.value->>0) from {rows:$1}) order by d.seen_at desc, d.id"
        ),
        &[rows, part.into()],
        read,
    )
}

/// No longer trusts a phone; false where it is revoked already.
pub fn revoke(tx: &mut Tx<'_>, part: i64, id: Uuid, now: Instant) -> Result<bool> {
    let changed = tx.exec(
        "update device set revoked_at = $3 where part = $1 and id = $2 and revoked_at is null",
        args![part, id, now],
    )?;
    Ok(changed > 0)
}
