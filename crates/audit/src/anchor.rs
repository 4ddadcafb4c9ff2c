use base::{Instant, Uuid};
use db::{Result, Tx, args};
use sha2::{Digest, Sha256};

use crate::chain::hex;

/// An anchor is over what lies this long back, so that no transaction is still on its way to it.
const SETTLED_SECONDS: i64 = 300;
/// Anchors stand on whole hours.
const HOUR_SECONDS: i64 = 3600;

/// All heads of a part as of an hour, in one line that can be printed or sent away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The part.
    pub part: i64,
    /// As of when: a whole hour.
    pub at: Instant,
    /// How many heads.
    pub heads: i64,
    /// The hash over them.
    pub hash: String,
}

/// Hashes the heads of a part's chains, as of the last whole hour that is settled, and keeps the line. The same hour gives the
/// same line, whoever asks and however often. Nothing is kept of a part that has no chain yet.
pub fn anchor(tx: &mut Tx<'_>, part: i64, now: Instant) -> Result<Anchor> {
    let hour = HOUR_SECONDS * 1_000_000;
    let at = Instant(now.plus_seconds(-SETTLED_SECONDS).0.div_euclid(hour) * hour);
    // Two look-ups by key a chain: the place of its last entry before the hour, then that entry.
    let heads = tx.all(
        "select c.id, e.seq, e.hash from
           (select s.id, (select max(b.seq) from audit_entry b where b.part = s.part and b.chain = s.id and b.at < $2) as seq
            from stream s where s.part = $1 and s.audit_seq > 0
            union all
            select k.id, (select max(b.seq) from audit_entry b where b.part = k.part and b.chain = k.id and b.at < $2)
            from audit_chain k where k.part = $1 and k.seq > 0) c
         join audit_entry e on e.part = $1 and e.chain = c.id and e.seq = c.seq order by 1",
        args![part, at],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?)),
    )?;
    let mut over = Heads::default();
    heads.iter().for_each(|(chain, seq, hash)| over.add(*chain, *seq, hash));
    let anchor = over.line(part, at);
    if anchor.heads > 0 {
        tx.exec(
            "insert into audit_anchor (part, at, heads, hash) values ($1, $2, $3, $4) on conflict (part, at) do nothing",
            args![part, at, anchor.heads, &anchor.hash],
        )?;
    }
    Ok(anchor)
}

/// The anchors of a part, oldest first.
pub fn anchors(tx: &mut Tx<'_>, part: i64) -> Result<Vec<Anchor>> {
    tx.all("select at, heads, hash from audit_anchor where part = $1 order by at", args![part], |row| {
        Ok(Anchor { part, at: Instant(row.get(0)?), heads: row.get(1)?, hash: row.get(2)? })
    })
}

/// The hash over heads, added in the order of their chains.
#[derive(Default)]
pub(crate) struct Heads {
    hasher: Sha256,
    count: i64,
}

impl Heads {
    pub(crate) fn add(&mut self, chain: Uuid, seq: i64, hash: &str) {
        self.hasher.update(chain.as_bytes());
        self.hasher.update(seq.to_be_bytes());
        self.hasher.update(hash.as_bytes());
        self.count += 1;
    }

    pub(crate) fn line(self, part: i64, at: Instant) -> Anchor {
        Anchor { part, at, heads: self.count, hash: hex(&self.hasher.finalize()) }
    }
}
