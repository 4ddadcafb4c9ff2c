use std::collections::HashMap;

use base::{Instant, Uuid};
use db::{Result, Tx, args};

use crate::chain::{Entry, hash};

/// A place where a chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which chain.
    pub chain: Uuid,
    /// At which place.
    pub seq: i64,
    /// In words.
    pub why: &'static str,
}

/// How many rows are in memory at once.
const CHUNK: i64 = 10_000;

/// Walks all chains of a part and gives the number of entries walked and what does not hold.
pub fn verify(tx: &mut Tx<'_>, part: i64) -> Result<(u64, Vec<Broken>)> {
    let ends = tx.all(
        "select id, audit_seq, audit_head from stream where part = $1
         union all select id, seq, head from audit_chain where part = $1",
        args![part],
        |row| Ok((row.get::<Uuid>(0)?, (row.get::<i64>(1)?, row.get::<String>(2)?))),
    )?;
    let mut ends: HashMap<Uuid, (i64, String)> = ends.into_iter().collect();
    let mut broken = Vec::new();
    let mut walked = 0;
    let (mut chain, mut seq, mut head) = (Uuid::nil(), 0, String::new());
    let mut close = |chain: Uuid, seq: i64, head: &str, broken: &mut Vec<Broken>| {
        if let Some((last, end)) = ends.remove(&chain)
            && (last != seq || end != head)
        {
            broken.push(Broken { chain, seq: last, why: "the end of the chain is not where its head says" });
        }
    };
    loop {
        let rows = tx.all(
            "select chain, seq, at, actor, device, action, subject, fields, content_hash, hash from audit_entry
             where part = $1 and (chain > $2 or (chain = $2 and seq > $3)) order by chain, seq limit $4",
            args![part, chain, seq, CHUNK],
            |row| {
                let entry = Entry {
                    at: Instant(row.get(2)?),
                    actor: row.get(3)?,
                    device: row.get(4)?,
                    action: row.get(5)?,
                    subject: row.get(6)?,
                    fields: row.get(7)?,
                    content_hash: row.get(8)?,
                };
                Ok((row.get::<Uuid>(0)?, row.get::<i64>(1)?, entry, row.get::<String>(9)?))
            },
        )?;
        if rows.is_empty() {
            break;
        }
        for (of, at, entry, stored) in rows {
            walked += 1;
            if of != chain {
                close(chain, seq, &head, &mut broken);
                (chain, seq, head) = (of, 0, String::new());
            }
            if at != seq + 1 {
                broken.push(Broken { chain, seq: at, why: "an entry before it is missing" });
            } else if hash(chain, at, &head, &entry) != stored {
                broken.push(Broken { chain, seq: at, why: "the entry is not what was written" });
            }
            (seq, head) = (at, stored);
        }
    }
    close(chain, seq, &head, &mut broken);
    let missing = ends.into_iter().filter(|(_, (last, _))| *last > 0);
    broken.extend(missing.map(|(chain, (seq, _))| Broken { chain, seq, why: "the chain is gone" }));
    Ok((walked, broken))
}
