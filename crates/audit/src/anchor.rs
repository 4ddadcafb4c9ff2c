use base::Instant;
use db::{Result, Tx, args};
use sha2::{Digest, Sha256};

use crate::chain::hex;

/// All heads of a part in one line that can be printed or sent away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The part.
    pub part: i64,
    /// When.
    pub at: Instant,
    /// How many heads.
    pub heads: i64,
    /// The hash over them.
    pub hash: String,
}

/// Hashes the heads of a part's chains and keeps the line.
pub fn anchor(tx: &mut Tx<'_>, part: i64, now: Instant) -> Result<Anchor> {
    let heads = tx.all(
        "select id, audit_seq, audit_head from stream where part = $1 and audit_seq > 0
         union all select id, seq, head from audit_chain where part = $1 and seq > 0 order by 1",
        args![part],
        |row| Ok(format!("{} {} {}\n", row.get::<base::Uuid>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?)),
    )?;
    let mut hasher = Sha256::new();
    heads.iter().for_each(|line| hasher.update(line.as_bytes()));
    let anchor = Anchor { part, at: now, heads: heads.len() as i64, hash: hex(&hasher.finalize()) };
    tx.exec(
        "insert into audit_anchor (part, at, heads, hash) values ($1, $2, $3, $4) on conflict (part, at) do nothing",
        args![part, now, anchor.heads, &anchor.hash],
    )?;
    Ok(anchor)
}
