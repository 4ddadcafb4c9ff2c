//! Which households and people were said to be one, and that being taken back.

use std::collections::HashMap;

use base::{Day, Instant, Uuid};
use db::{Result, Row, Tx, args};

use super::ids;
use crate::merged::Merge;

fn merge(row: &Row<'_>) -> Result<Merge> {
    Ok(Merge {
        id: row.get(0)?,
        household: row.get(1)?,
        into: row.get(2)?,
        residents: super::load::from_json(row, 3)?,
        undone: row.get::<Option<i64>>(4)?.is_some(),
    })
}

/// Merges by the operations that made them.
pub fn merges(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<Vec<Merge>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        "select m.id, m.household, m.into_household, m.residents, m.undone_at
         from {rows:$1} join household_merge m on m.part = $2 and m.id = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        merge,
    )
}

/// The merges that name one of these households, undone ones too, in the order of their making.
pub fn merges_of(tx: &mut Tx<'_>, part: i64, households: &[Uuid]) -> Result<Vec<Merge>> {
    if households.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = tx.all(
        "select m.id, m.household, m.into_household, m.residents, m.undone_at
         from {rows:$1} join household_merge m on m.part = $2 and m.household = uuid(r.value->>0)
         union
         select m.id, m.household, m.into_household, m.residents, m.undone_at
         from {rows:$1} join household_merge m on m.part = $2 and m.into_household = uuid(r.value->>0)",
        &[ids(households)?, part.into()],
        merge,
    )?;
    found.sort_by_key(|merge| merge.id);
    Ok(found)
}

/// Writes a merge down.
pub fn add_merge(
    tx: &mut Tx<'_>,
    (part, now): (i64, Instant),
    (merge, hamlet, day): (&Merge, Uuid, Day),
    by: Uuid,
) -> Result<()> {
    let residents = serde_json::to_string(&merge.residents).map_err(|e| db::Error::Other(e.to_string()))?;
    tx.exec(
        "insert into household_merge (part, id, hamlet, household, into_household, residents, day, account, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![part, merge.id, hamlet, merge.household, merge.into, residents, day, by, now],
    )?;
    Ok(())
}

/// Takes a merge back; what it was stays on file.
pub fn undo_merge(tx: &mut Tx<'_>, (part, now): (i64, Instant), id: Uuid, by: Uuid) -> Result<()> {
    tx.exec(
        "update household_merge set undone_at = $3, undone_by = $4 where part = $1 and id = $2 and undone_at is null",
        args![part, id, now, by],
    )?;
    Ok(())
}

type Pointer = (Uuid, Option<Uuid>);

/// Points records at what they count as, or at nothing: (record, the one that stands).
pub fn point(
    tx: &mut Tx<'_>,
    part: i64,
    revision: i64,
    (households, residents): (&[Pointer], &[Pointer]),
) -> Result<()> {
    if !households.is_empty() {
        tx.exec(
            "update household set revision = $3,
               merged_into = (select uuid(r.value->>1) from {rows:$1} where uuid(r.value->>0) = household.id)
             where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
            &[db::json(households)?, part.into(), revision.into()],
        )?;
        tx.exec(
            "update household set has_merged = 1 where part = $2 and has_merged = 0
               and id in (select uuid(r.value->>1) from {rows:$1} where r.value->>1 is not null)",
            &[db::json(households)?, part.into()],
        )?;
    }
    if !residents.is_empty() {
        tx.exec(
            "update resident set
               merged_into = (select uuid(r.value->>1) from {rows:$1} where uuid(r.value->>0) = resident.id)
             where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
            &[db::json(residents)?, part.into()],
        )?;
    }
    Ok(())
}

/// What these households and people count as, where it is not themselves.
pub fn called_now(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.all(
        "select h.id, h.merged_into from {rows:$1}
         join household h on h.part = $2 and h.id = uuid(r.value->>0) where h.merged_into is not null
         union all
         select p.id, p.merged_into from {rows:$1}
         join resident p on p.part = $2 and p.id = uuid(r.value->>0) where p.merged_into is not null",
        &[ids(wanted)?, part.into()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}
