//! Answers, and the values that stand on them.

use std::collections::BTreeSet;

use base::{Instant, Uuid};
use db::{Result, Row, Tx, args, json};

use super::ids;
use crate::consent::NewConsent;

/// An answer to be written.
#[derive(Debug, Clone)]
pub struct Answer {
    /// As it was told.
    pub new: NewConsent,
    /// Who asked.
    pub author: Uuid,
    /// The operation.
    pub operation: Uuid,
    /// Its stamp.
    pub stamp: (i64, i64),
}

/// A value to be written.
#[derive(Debug, Clone)]
pub struct Value {
    /// The household or one of its people.
    pub subject: Uuid,
    /// The household.
    pub household: Uuid,
    /// The field.
    pub purpose: String,
    /// The consent.
    pub basis: Uuid,
    /// None: erased.
    pub value: Option<String>,
    /// When it was said.
    pub said_at: Instant,
    /// The operation that brought it.
    pub operation: Uuid,
    /// The restricted stream's revision.
    pub revision: i64,
}

/// What is to be erased: a field of a household and its people.
#[derive(Debug, Clone)]
pub struct Erased {
    /// All records of the household.
    pub households: Vec<Uuid>,
    /// The field.
    pub purpose: String,
    /// The restricted stream's revision.
    pub revision: i64,
}

/// The texts that there are: purpose and version.
pub fn texts(tx: &mut Tx<'_>) -> Result<BTreeSet<(String, i64)>> {
    let found = tx.all("select purpose, version from consent_text", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Which of these answers are there already.
pub fn on_file(tx: &mut Tx<'_>, part: i64, wanted: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let found = tx.all(
        "select c.id from {rows:$1} join consent c on c.part = $2 and c.id = uuid(r.value->>0)",
        &[ids(wanted)?, part.into()],
        |row| row.get(0),
    )?;
    Ok(found.into_iter().collect())
}

/// Writes what a push brought: answers first, then what is erased by them, then values.
pub fn save(
    tx: &mut Tx<'_>,
    (part, now): (i64, Instant),
    answers: &[Answer],
    erased: &[Erased],
    values: &[Value],
) -> Result<()> {
    if !answers.is_empty() {
        let rows = answers.iter().map(|Answer { new, author, operation, stamp }| {
            (
                (new.consent, new.household, &new.purpose, new.version, &new.answer, &new.form, new.given_by),
                (new.day, author, operation, stamp.0, stamp.1),
            )
        });
        tx.exec(ANSWERS, &[json(&rows.collect::<Vec<_>>())?, part.into(), now.into()])?;
    }
    let gone: Vec<_> =
        erased.iter().flat_map(|one| one.households.iter().map(|home| (home, &one.purpose, one.revision))).collect();
    if !gone.is_empty() {
        erase(tx, part, &gone)?;
    }
    if !values.is_empty() {
        // What is replaced is not kept in the words in which it came.
        let keys: Vec<_> = values.iter().map(|v| (v.subject, &v.purpose, v.basis)).collect();
        let replaced = tx.all(
            "select v.operation from {rows:$1} join restricted_value v on v.part = $2 and v.subject = uuid(r.value->>0)
               and v.field = r.value->>1 and v.basis = uuid(r.value->>2) where v.operation is not null",
            &[json(&keys)?, part.into()],
            |row| row.get::<Uuid>(0),
        )?;
        forget(tx, part, &replaced)?;
        let rows: Vec<_> = values
            .iter()
            .map(|v| (v.subject, &v.purpose, v.basis, v.household, &v.value, v.said_at, v.operation, v.revision))
            .collect();
        tx.exec(VALUES, &[json(&rows)?, part.into()])?;
    }
    Ok(())
}

/// Values go, and with them the words in which they came.
/// What a law asks an office to keep is not the household's to take back.
fn erase(tx: &mut Tx<'_>, part: i64, gone: &[(&Uuid, &String, i64)]) -> Result<()> {
    let operations = tx.all(
        "select v.operation from {rows:$1} join restricted_value v
           on v.part = $2 and v.household = uuid(r.value->>0) and v.field = r.value->>1
         where v.operation is not null and v.value is not null",
        &[json(gone)?, part.into()],
        |row| row.get::<Uuid>(0),
    )?;
    forget(tx, part, &operations)?;
    tx.exec(ERASE, &[json(gone)?, part.into()]).map(drop)
}

/// The words of operations go; their receipts and hashes stay.
fn forget(tx: &mut Tx<'_>, part: i64, operations: &[Uuid]) -> Result<()> {
    if operations.is_empty() {
        return Ok(());
    }
    tx.exec(
        "update operation set body = null where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
        &[ids(operations)?, part.into()],
    )
    .map(drop)
}

/// What a stream shows of a household: (household, subject, field, value).
#[derive(Debug, Clone)]
pub struct Standing {
    /// The household.
    pub household: Uuid,
    /// The household or one of its people.
    pub subject: Uuid,
    /// The field.
    pub field: String,
    /// None where what there was is erased.
    pub value: Option<String>,
}

// Homes first: a hamlet has some hundred, and few have a value. The records of a hamlet's households: what was merged goes where the one goes that stands for it.
macro_rules! of_homes {
    ($rest:literal) => {
        concat!(
            "with home as (
               select h.id from household h where h.part = $1 and h.hamlet = $2 and h.merged_into is null
               union all
               select m.id from household h join household m on m.part = h.part and m.merged_into = h.id
               where h.part = $1 and h.hamlet = $2 and h.has_merged = 1 and m.merged_into is not null)
             select v.household, v.subject, v.field, v.value from home cross join restricted_value v
             where v.part = $1 and v.household = home.id and ",
            $rest,
            " order by v.household, v.said_at, v.basis"
        )
    };
}

/// The values of households of a hamlet whose values changed after a revision, the newest of each field last.
pub fn changed(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, since: i64) -> Result<Vec<Standing>> {
    tx.all(
        of_homes!(
            "exists (select 1 from restricted_value n
               where n.part = $1 and n.household = home.id and n.revision > $3)"
        ),
        args![part, hamlet, since],
        standing,
    )
}

/// The same of the next households in the order of their ids.
pub fn after(tx: &mut Tx<'_>, part: i64, hamlet: Uuid, after: Uuid, limit: i64) -> Result<Vec<Standing>> {
    tx.all(
        of_homes!(
            "home.id in (select w.household from home cross join restricted_value w
               where w.part = $1 and w.household = home.id and w.household > $3 and w.value is not null group by w.household order by w.household limit $4)"
        ),
        args![part, hamlet, after, limit],
        standing,
    )
}

fn standing(row: &Row<'_>) -> Result<Standing> {
    Ok(Standing { household: row.get(0)?, subject: row.get(1)?, field: row.get(2)?, value: row.get(3)? })
}

/// The households among these that have values, all made to be sent again in the stream where they are now.
pub fn touch(tx: &mut Tx<'_>, part: i64, moved: &[(Uuid, i64)]) -> Result<()> {
    tx.exec(
        "update restricted_value set revision =
           (select max(cast(r.value->>1 as bigint)) from {rows:$1} where uuid(r.value->>0) = restricted_value.household)
         where part = $2 and household in (select uuid(r.value->>0) from {rows:$1})",
        &[json(moved)?, part.into()],
    )
    .map(drop)
}

/// A text that is read to people: (purpose, version, [names, texts in both languages]).
pub type ConsentText = (String, i64, [String; 4]);

/// The texts that changed after a revision of the catalogue.
pub fn texts_changed(tx: &mut Tx<'_>, since: i64) -> Result<Vec<ConsentText>> {
    tx.all(
        "select purpose, version, name_vi, name_en, text_vi, text_en from consent_text where revision > $1
         order by purpose, version",
        args![since],
        |row| Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?])),
    )
}

const ANSWERS: &str = "
insert into consent (part, id, household, purpose, version, answer, form, given_by, day, author, operation, stamp_ms,
  stamp_counter, received_at)
select cast($2 as bigint), uuid(r.value->0->>0), uuid(r.value->0->>1), r.value->0->>2, cast(r.value->0->>3 as bigint),
  r.value->0->>4, r.value->0->>5, uuid(r.value->0->>6), r.value->1->>0, uuid(r.value->1->>1), uuid(r.value->1->>2),
  cast(r.value->1->>3 as bigint), cast(r.value->1->>4 as bigint), cast($3 as bigint)
from {rows:$1}";

// A late word does not undo a newer one.
const VALUES: &str = "
insert into restricted_value (part, subject, field, basis, household, value, said_at, operation, revision)
select cast($2 as bigint), uuid(r.value->>0), r.value->>1, uuid(r.value->>2), uuid(r.value->>3), r.value->>4,
  cast(r.value->>5 as bigint), uuid(r.value->>6), cast(r.value->>7 as bigint)
from {rows:$1} where true
on conflict (part, subject, field, basis) do update set value = excluded.value, said_at = excluded.said_at,
  operation = excluded.operation, revision = excluded.revision
where restricted_value.said_at <= excluded.said_at";

const ERASE: &str = "
update restricted_value set value = null, revision = (select max(cast(r.value->>2 as bigint)) from {rows:$1}
  where uuid(r.value->>0) = restricted_value.household and r.value->>1 = restricted_value.field)
where part = $2 and value is not null
  and (household, field) in (select uuid(r.value->>0), r.value->>1 from {rows:$1})
  and not exists (select 1 from list_import l where l.part = restricted_value.part and l.id = restricted_value.basis
    and l.basis = 'law')";
