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
    /// It is no longer trusted, from this moment on: it was taken off the list, or its owner's account was ended.
    pub revoked_at: Option<Instant>,
    token_hash: String,
    next_token_hash: Option<String>,
    shown: String,
}

macro_rules! columns {
    ($from:literal, $rest:literal) => {
        concat!(
            "select d.part, d.id, d.account, d.label, d.token_at, d.mac_key, d.created_at, d.seen_at, d.announced,
               coalesce(d.revoked_at, a.disabled_at), d.token_hash, d.next_token_hash from ",
            $from,
            " join account a on a.part = d.part and a.id = d.account ",
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
        shown: String::new(),
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
    let (token, hash) = named(id, secret::token(part, ids).0);
    let label: String = label.chars().take(120).collect();
    tx.exec(
        "insert into device (part, id, account, label, token_hash, token_at, mac_key, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![part, id, account, label, hash, now, mac_key, now, now],
    )?;
    Ok((id, token))
}

/// A token names its device before the secret; the hash is over both.
fn named(device: Uuid, secret: String) -> (String, String) {
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
        (next || device.token_hash == hash).then(|| (Device { shown: token.to_owned(), ..device }, next))
    }))
}

/// A phone by id.
pub fn by_id(tx: &mut Tx<'_>, part: i64, id: Uuid) -> Result<Option<Device>> {
    tx.opt(columns!("device d", "where d.part = $1 and d.id = $2"), args![part, id], read)
}

/// A phone whose part is not known: there are few parts, and each is asked by key.
pub fn find(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Device>> {
    tx.opt(columns!("part p join device d on d.part = p.part and d.id = $1", ""), args![id], read)
}

/// Writes down that a phone called and what it still holds, puts its next token in place, and gives a new one when it is
/// due. Nothing need be written for a call that brings no news (see [`has_news`]).
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
    let fresh = if !next && is_due(device, now) { Some(next_token(tx, ids, device)?) } else { None };
    tx.exec(
        "update device set seen_at = $3, announced = $4 where part = $1 and id = $2",
        args![device.part, device.id, now, announced],
    )?;
    Ok(fresh)
}

/// Sealed copies came in: so much less is still on the phone than it said when it last called.
pub fn delivered(tx: &mut Tx<'_>, part: i64, id: Uuid, copies: i64) -> Result<()> {
    tx.exec(
        "update device set announced = case when announced > $3 then announced - $3 else 0 end
         where part = $1 and id = $2 and announced > 0",
        args![part, id, copies],
    )?;
    Ok(())
}

/// The next token follows from the present one and a secret of the server: a phone that asks twice because an answer was
/// lost, or that asks from two pages at once, is given the same one, and no answer overtakes another.
fn next_token(tx: &mut Tx<'_>, ids: &dyn Ids, device: &Device) -> Result<String> {
    let key = places::store::setting(tx, "server_key_secret")?;
    let secret = match key.filter(|_| !device.shown.is_empty()) {
        Some(key) => secret::derived(device.part, &key, &device.shown),
        None => secret::token(device.part, ids).0,
    };
    let (token, hash) = named(device.id, secret);
    tx.exec("update device set next_token_hash = $3 where part = $1 and id = $2", args![device.part, device.id, hash])?;
    Ok(token)
}

/// Another token for a phone that never saw its first; both are good.
pub fn issue_again(tx: &mut Tx<'_>, ids: &dyn Ids, device: &Device) -> Result<String> {
    next_token(tx, ids, &Device { shown: String::new(), ..device.clone() })
}

fn is_due(device: &Device, now: Instant) -> bool {
    device.token_at.plus_seconds(ROTATE_SECONDS) < now
}

/// Whether [`called`] would write anything.
pub fn has_news(device: &Device, next: bool, announced: i64, now: Instant) -> bool {
    next || announced != device.announced || device.seen_at.plus_seconds(SEEN_SECONDS) < now || is_due(device, now)
}

/// The phones of accounts, those last heard of first.
pub fn of_accounts(tx: &mut Tx<'_>, part: i64, accounts: &[Uuid]) -> Result<Vec<Device>> {
    let rows = db::json(&accounts.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.all(
        columns!(
            "device d",
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

/// No longer trusts any phone of an account, and gives their number.
pub fn revoke_all(tx: &mut Tx<'_>, part: i64, account: Uuid, now: Instant) -> Result<u64> {
    tx.exec(
        "update device set revoked_at = $3 where part = $1 and account = $2 and revoked_at is null",
        args![part, account, now],
    )
}
