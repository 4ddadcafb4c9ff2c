//! Counts and values of what is protected, each of the list that said so.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use base::{Instant, Uuid};
use db::{Result, Tx, args};
use sync::{Kind, Streams};

/// hamlet, kind, item, count
pub(crate) fn put_counts(
    tx: &mut Tx<'_>,
    (part, list): (i64, Uuid),
    counts: &[(&Uuid, &&'static str, &String, &i64)],
) -> Result<()> {
    let rows: Vec<_> =
        counts.iter().map(|(hamlet, kind, item, count)| (part, hamlet, list, kind, item, count)).collect();
    tx.batch(
        "insert into hamlet_count (part, hamlet, list, kind, item, count)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), r.value->>3, r.value->>4,
           cast(r.value->>5 as bigint) from {rows:$1}",
        &rows,
    )
    .map(drop)
}

/// subject, household, field, value
pub(crate) fn put_values(
    tx: &mut Tx<'_>,
    (part, list, now, revision): (i64, Uuid, Instant, i64),
    values: &[(Uuid, Uuid, &'static str, String)],
) -> Result<()> {
    let rows: Vec<_> = values
        .iter()
        .map(|(subject, household, field, value)| (part, subject, field, list, household, value, now, revision))
        .collect();
    tx.batch(
        "insert into restricted_value (part, subject, field, basis, household, value, said_at, revision)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), r.value->>2, uuid(r.value->>3), uuid(r.value->>4),
           r.value->>5, cast(r.value->>6 as bigint), cast(r.value->>7 as bigint)
         from {rows:$1} where true on conflict (part, subject, field, basis) do update set value = excluded.value",
        &rows,
    )
    .map(drop)
}

/// The values of subjects in hamlets, of all lists: subject, field, value.
pub(crate) fn values(tx: &mut Tx<'_>, part: i64, hamlets: &[Uuid]) -> Result<HashSet<(Uuid, String, String)>> {
    let rows: Vec<[Uuid; 1]> = hamlets.iter().map(|id| [*id]).collect();
    let found = tx.all(
        "select v.subject, v.field, v.value from {rows:$1}
         join household h on h.part = $2 and h.hamlet = uuid(r.value->>0)
         join restricted_value v on v.part = h.part and v.household = h.id and v.value is not null",
        &[db::json(&rows)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// Forgets the values of a list that is taken back; its counts stand with it and are not read any more.
pub(crate) fn drop_values(tx: &mut Tx<'_>, (part, list): (i64, Uuid)) -> Result<()> {
    let hamlets = tx.all(
        "select distinct h.hamlet from restricted_value v join household h on h.part = v.part and h.id = v.household
         where v.part = $1 and v.basis = $2",
        args![part, list],
        |row| row.get::<Uuid>(0),
    )?;
    for (hamlet, revision) in raise(tx, part, hamlets.into_iter().collect())? {
        tx.exec(
            "update restricted_value set value = null, revision = $4 where part = $1 and basis = $2 and household in
               (select h.id from household h where h.part = $1 and h.hamlet = $3)",
            args![part, list, hamlet, revision],
        )?;
    }
    Ok(())
}

/// The next revision of the restricted streams of hamlets.
pub(crate) fn raise(tx: &mut Tx<'_>, part: i64, hamlets: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, i64>> {
    let wanted = hamlets.iter().map(|hamlet| (Kind::Restricted, *hamlet)).collect();
    let mut streams = Streams::lock(tx, part, &wanted)?;
    let raised = hamlets.into_iter().map(|hamlet| Ok((hamlet, streams.bump(Kind::Restricted, hamlet)?)));
    let raised = raised.collect::<Result<_>>()?;
    streams.save(tx, part)?;
    Ok(raised)
}

/// A count of a hamlet.
pub(crate) struct Count {
    pub hamlet: Uuid,
    pub kind: String,
    pub item: String,
    pub count: i64,
    /// When its list came in.
    pub at: Instant,
}

/// Of each hamlet and kind what the newest list that stands says.
pub(crate) fn counts(tx: &mut Tx<'_>, part: i64, hamlets: &[Uuid]) -> Result<Vec<Count>> {
    let rows: Vec<[Uuid; 1]> = hamlets.iter().map(|id| [*id]).collect();
    tx.all(
        "select c.hamlet, c.kind, c.item, c.count, l.at from {rows:$1}
         join hamlet_count c on c.part = $2 and c.hamlet = uuid(r.value->>0)
         join list_import l on l.part = c.part and l.id = c.list and l.undone_at is null
         where not exists (select 1 from hamlet_count d
           join list_import m on m.part = d.part and m.id = d.list and m.undone_at is null
           where d.part = c.part and d.hamlet = c.hamlet and d.kind = c.kind and (m.at > l.at or (m.at = l.at and m.id > l.id)))
         order by c.hamlet, c.kind, c.item",
        &[db::json(&rows)?, part.into()],
        |row| {
            let (hamlet, kind, item) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Count { hamlet, kind, item, count: row.get(3)?, at: Instant(row.get(4)?) })
        },
    )
}
