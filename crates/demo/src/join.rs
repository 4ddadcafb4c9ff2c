use access::{device, invitation};
use base::{Ids, Instant, Uuid};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use db::{Db, Tx};

use crate::District;
use crate::error::Error;
use crate::setup::{Founded, Seated};

/// A phone that has joined.
#[derive(Debug, Clone)]
pub struct Joined {
    /// The device.
    pub device: Uuid,
    /// The account.
    pub account: Uuid,
    /// What it shows at every sync.
    pub token: String,
}

/// What people call their phones.
const LABELS: [&str; 6] = [
    "Điện thoại Samsung",
    "Điện thoại Oppo",
    "Điện thoại Vivo",
    "Điện thoại Xiaomi",
    "Điện thoại Realme",
    "Điện thoại Nokia",
];

/// The member at this place of a hamlet's team joins with a phone.
pub fn join(
    db: &Db,
    (district, founded): (&District, &Founded),
    (hamlet, place): (usize, usize),
    now: Instant,
    ids: &dyn Ids,
) -> Result<Joined, Error> {
    let member = founded.hamlet_member(district, hamlet, place).ok_or(Error::Missing("no such member"))?;
    let leader = founded.hamlet_member(district, hamlet, 0).map(|leader| leader.account);
    db.write_blocking(|tx| accept(tx, founded.part, member, leader, now, ids).map_err(Error::from))
}

/// An invitation from the leader, and its acceptance, as the two routes do it.
pub(crate) fn accept(
    tx: &mut Tx<'_>,
    part: i64,
    member: &Seated,
    leader: Option<Uuid>,
    now: Instant,
    ids: &dyn Ids,
) -> db::Result<Joined> {
    let whom = (part, member.account, Some(member.membership));
    let (code, _) = invitation::make(tx, ids, now, whom, (false, leader))?;
    let made = invitation::find(tx, &code)?.ok_or(db::Error::NoRow)?;
    let mut key = [0; 32];
    ids.fill(&mut key);
    let label = LABELS[usize::from(key[0]) % LABELS.len()];
    let (device, token) = device::register(tx, ids, now, (part, member.account), (label, &STANDARD.encode(key)))?;
    invitation::accept(tx, &made, Some(device), now)?;
    Ok(Joined { device, account: member.account, token })
}
