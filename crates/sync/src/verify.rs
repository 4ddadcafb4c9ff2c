//! Streams and receipts, walked: nothing in a stream is newer than its revision, every activity has its receipt and
//! every receipt of an activity its activity.

use db::{Result, Tx, args};

/// What was looked at, and lines about what does not hold.
#[derive(Debug, Default)]
pub struct Walk {
    /// Streams.
    pub streams: u64,
    /// Receipts.
    pub receipts: u64,
    /// One line each.
    pub wrong: Vec<String>,
}

/// Walks the streams and receipts of a part.
pub fn verify(tx: &mut Tx<'_>, part: i64) -> Result<Walk> {
    let count = |tx: &mut Tx<'_>, sql| tx.one(sql, args![part], |row| row.get::<i64>(0));
    let mut walk = Walk {
        streams: count(tx, "select cast(count(*) as bigint) from stream where part = $1")?.unsigned_abs(),
        receipts: count(tx, "select cast(count(*) as bigint) from operation where part = $1")?.unsigned_abs(),
        wrong: Vec::new(),
    };
    for (what, sql) in CHECKS {
        let found = tx.all(sql, args![part], |row| row.get::<base::Uuid>(0))?;
        walk.wrong.extend(found.into_iter().map(|id| format!("{id}: {what}")));
    }
    Ok(walk)
}

// Each walks a table once: what is missing on the other side is found by a set difference.
const CHECKS: [(&str, &str); 5] = [
    (
        "a household is newer than this stream",
        "select s.id from (select hamlet, max(revision) as newest from household where part = $1 group by hamlet) h
         join stream s on s.subject = h.hamlet where s.part = $1 and s.kind = 'hamlet' and h.newest > s.revision",
    ),
    (
        "an activity is newer than this stream",
        "select s.id from (select hamlet, max(revision) as newest from activity where part = $1 group by hamlet) a
         join stream s on s.subject = a.hamlet where s.part = $1 and s.kind = 'hamlet' and a.newest > s.revision",
    ),
    (
        "an activity of this operation has no receipt that says it was kept",
        "select operation from activity where part = $1
         except select id from operation where part = $1 and fate = 'kept'",
    ),
    (
        "the activity of this kept operation is not there",
        "select id from operation where part = $1 and fate = 'kept' 
           and kind in ('visit.record', 'visit.correct', 'activity.record', 'activity.correct')
         except select operation from activity where part = $1",
    ),
    (
        "this operation came back and its author's stream does not show it",
        "select o.id from operation o left join stream s on s.part = o.part and s.kind = 'person' and s.subject = o.account
         where o.part = $1 and o.fate <> 'kept' and (o.revision = 0 or o.revision > coalesce(s.revision, 0))",
    ),
];
