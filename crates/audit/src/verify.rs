use std::collections::HashMap;

use base::{Instant, Uuid};
use db::{Result, Tx, args};

use crate::anchor::anchors;
use crate::chain::{Entry, content_hash, hash};
use crate::replay::Replay;

/// A place where a chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which chain; the nil id for an anchor over all.
    pub chain: Uuid,
    /// At which place; for an anchor its hour, in microseconds.
    pub seq: i64,
    /// In words.
    pub why: &'static str,
}

/// How many rows are in memory at once.
const CHUNK: i64 = 10_000;

/// One entry as it stands, with the content that was not erased.
struct Stored {
    chain: Uuid,
    seq: i64,
    entry: Entry,
    hash: String,
    content: Option<(String, String)>,
}

/// Walks all chains of a part and gives the number of entries walked and what does not hold: entries, contents, ends of chains,
/// anchors.
pub fn verify(tx: &mut Tx<'_>, part: i64) -> Result<(u64, Vec<Broken>)> {
    let kept = anchors(tx, part)?;
    let mut walk = Walk {
        ends: ends(tx, part)?,
        replay: Replay::new(kept),
        at: (Uuid::nil(), 0, String::new()),
        walked: 0,
        broken: Vec::new(),
    };
    loop {
        let rows = chunk(tx, part, walk.at.0, walk.at.1)?;
        let last = rows.is_empty();
        rows.into_iter().for_each(|row| walk.step(row));
        if last {
            return Ok(walk.finish());
        }
    }
}

fn ends(tx: &mut Tx<'_>, part: i64) -> Result<HashMap<Uuid, (i64, String)>> {
    let ends = tx.all(
        "select id, audit_seq, audit_head from stream where part = $1 and audit_seq > 0
         union all select id, seq, head from audit_chain where part = $1 and seq > 0",
        args![part],
        |row| Ok((row.get::<Uuid>(0)?, (row.get::<i64>(1)?, row.get::<String>(2)?))),
    )?;
    Ok(ends.into_iter().collect())
}

fn chunk(tx: &mut Tx<'_>, part: i64, chain: Uuid, seq: i64) -> Result<Vec<Stored>> {
    tx.all(
        "select e.chain, e.seq, e.at, e.actor, e.device, e.action, e.subject, e.fields, e.content_hash, e.hash, c.salt, c.content
         from audit_entry e left join audit_content c on c.part = e.part and c.chain = e.chain and c.seq = e.seq
         where e.part = $1 and (e.chain, e.seq) > ($2, $3) order by e.chain, e.seq limit $4",
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
            let content = row.get::<Option<String>>(10)?.zip(row.get::<Option<String>>(11)?);
            Ok(Stored { chain: row.get(0)?, seq: row.get(1)?, entry, hash: row.get(9)?, content })
        },
    )
}

struct Walk {
    ends: HashMap<Uuid, (i64, String)>,
    replay: Replay,
    /// Chain, place and hash of the entry before.
    at: (Uuid, i64, String),
    walked: u64,
    broken: Vec<Broken>,
}

impl Walk {
    fn step(&mut self, row: Stored) {
        self.walked += 1;
        if row.chain != self.at.0 {
            self.close();
            self.at = (row.chain, 0, String::new());
        }
        let (chain, seq) = (row.chain, row.seq);
        let mut wrong = |why| self.broken.push(Broken { chain, seq, why });
        if seq != self.at.1 + 1 {
            wrong("an entry before it is missing");
        } else if hash(chain, seq, &self.at.2, &row.entry) != row.hash {
            wrong("the entry is not what was written");
        }
        if row.content.is_some_and(|(salt, content)| content_hash(&salt, &content) != row.entry.content_hash) {
            wrong("the content is not what was written");
        }
        self.replay.entry(row.entry.at, seq, &row.hash);
        self.at = (chain, seq, row.hash);
    }

    fn close(&mut self) {
        let (chain, seq, head) = &self.at;
        if *seq == 0 {
            return;
        }
        self.replay.close(*chain);
        let end = self.ends.remove(chain);
        if end.as_ref().is_none_or(|(last, end)| last != seq || end != head) {
            let seq = end.map_or(*seq, |(last, _)| last);
            self.broken.push(Broken { chain: *chain, seq, why: "the end of the chain is not where its head says" });
        }
    }

    fn finish(mut self) -> (u64, Vec<Broken>) {
        self.close();
        let gone = self.ends.into_iter().map(|(chain, (seq, _))| Broken { chain, seq, why: "the chain is gone" });
        self.broken.extend(gone);
        let hours = self.replay.differing().into_iter();
        let differ =
            hours.map(|at| Broken { chain: Uuid::nil(), seq: at.0, why: "the chains are not what was anchored" });
        self.broken.extend(differ);
        (self.walked, self.broken)
    }
}
