//! What the members of a team did, counted from its visits.

use base::Uuid;
use db::{Result, Row, Tx};

use crate::shares::{Done, Span, Work};

/// Visits that stand; households that were merged are the one they became. `cross join` keeps SQLite at the written order.
macro_rules! done {
    ($who:literal, $group:literal) => {
        concat!(
            "select cast(r.value->>0 as bigint) as span, cast(sum(a.met) as bigint), cast(sum(1 - a.met) as bigint),
               count(distinct case when a.met = 1 then coalesce(h.merged_into, h.id) end)",
            $who,
            " from {rows:$1} cross join activity a cross join household h
             where a.part = $2 and a.hamlet = $3 and a.day between r.value->>1 and r.value->>2 and a.kind = 'visit'
               and a.removed_by is null and h.part = a.part and h.id = a.household
             group by span",
            $group
        )
    };
}

/// The work of a hamlet's team in these spans, as a whole and by author.
pub fn work_done(tx: &mut Tx<'_>, (part, hamlet): (i64, Uuid), spans: &[Span]) -> Result<Work> {
    let lines: Vec<_> = spans.iter().enumerate().map(|(at, (from, to))| (at, from, to)).collect();
    let args = [db::json(&lines)?, part.into(), hamlet.into()];
    let mut work: Work = tx.all(done!("", ""), &args, |row| read(row, None))?.into_iter().collect();
    work.extend(tx.all(done!(", a.author", ", a.author"), &args, |row| read(row, Some(row.get(4)?)))?);
    Ok(work)
}

fn read(row: &Row<'_>, author: Option<Uuid>) -> Result<((usize, Option<Uuid>), Done)> {
    let span = usize::try_from(row.get::<i64>(0)?).unwrap_or_default();
    Ok(((span, author), Done { contacts: row.get(1)?, nobody: row.get(2)?, reached: row.get(3)? }))
}
