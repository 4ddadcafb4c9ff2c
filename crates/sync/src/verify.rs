//! Streams and receipts, walked: nothing in a stream is newer than its revision, every visit has its receipt and every
//! receipt of a visit its visit.

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

const CHECKS: [(&str, &str); 5] = [
    (
        "a household is newer than its stream",
        "select h.id from household h left join stream s on s.part = h.part and s.kind = 'hamlet' and s.subject = h.hamlet
         where h.part = $1 and h.revision > coalesce(s.revision, 0) limit 100",
    ),
    (
        "a visit is newer than its stream",
        "select a.id from activity a left join stream s on s.part = a.part and s.kind = 'hamlet' and s.subject = a.hamlet
         where a.part = $1 and a.revision > coalesce(s.revision, 0) limit 100",
    ),
    (
        "a visit has no receipt that says it was kept",
        "select a.id from activity a left join operation o on o.part = a.part and o.id = a.operation and o.fate = 'kept'
         where a.part = $1 and o.id is null limit 100",
    ),
    (
        "a kept visit is not there",
        "select o.id from operation o left join activity a on a.part = o.part and a.operation = o.id
         where o.part = $1 and o.fate = 'kept' and o.kind in ('visit.record', 'visit.correct') and a.id is null limit 100",
    ),
    (
        "an operation is returned that its author's stream does not show",
        "select o.id from operation o left join stream s on s.part = o.part and s.kind = 'person' and s.subject = o.account
         where o.part = $1 and o.fate <> 'kept' and (o.revision = 0 or o.revision > coalesce(s.revision, 0)) limit 100",
    ),
];
