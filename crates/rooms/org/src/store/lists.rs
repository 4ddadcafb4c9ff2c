//! Lists that came in, their rows, and what headings were said to mean.

use base::{Instant, Uuid};
use db::{Error, Result, Row, Tx, args};
use serde::Serialize;

use crate::lists::{Kept, Line};
use crate::model::Membership;
use crate::upload::{Basis, BasisKind};

/// A row of a list: the membership before and after, and the number that it brought.
pub(crate) struct KeptRow {
    pub before: Option<Membership>,
    pub after: Membership,
    pub phone: Option<String>,
}

pub(crate) fn text<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Other(format!("a row of a list: {e}")))
}

pub(crate) fn put(tx: &mut Tx<'_>, list: &Kept, hash: &str) -> Result<()> {
    tx.exec(
        "insert into list_import (part, id, unit, kind, file_name, file_hash, at, account, created, changed, teams,
           basis, basis_document)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            list.part,
            list.id,
            list.unit,
            list.kind.as_str(),
            list.file_name.as_str(),
            hash,
            list.at,
            list.account,
            list.created,
            list.changed,
            text(&list.teams)?,
            list.basis.as_ref().map(|basis| basis.kind.as_str()),
            list.basis.as_ref().map(|basis| basis.document.trim())
        ],
    )?;
    Ok(())
}

pub(crate) fn put_rows(tx: &mut Tx<'_>, (part, list): (i64, Uuid), lines: &[Line]) -> Result<u64> {
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            (part, list, line.subject, &line.sheet, line.row, &line.before, &line.after, &line.phone, &line.given)
        })
        .collect();
    tx.batch(
        "insert into list_import_row (part, list, subject, sheet, source_row, before, after, phone, given)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), uuid(r.value->>2), r.value->>3,
           cast(r.value->>4 as bigint), r.value->>5, r.value->>6, r.value->>7, r.value->>8 from {rows:$1} where true
         on conflict (part, list, subject) do update set after = excluded.after, phone = excluded.phone, given = excluded.given",
        &rows,
    )
}

fn read(row: &Row<'_>) -> Result<Kept> {
    Ok(Kept {
        id: row.get(0)?,
        part: row.get(1)?,
        unit: row.get(2)?,
        kind: row.get(3)?,
        file_name: row.get(4)?,
        at: Instant(row.get(5)?),
        account: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
        teams: parsed(&row.get::<String>(9)?)?,
        undone_at: row.get::<Option<i64>>(10)?.map(Instant),
        by: row.get(11)?,
        basis: basis(row.get(12)?, row.get(13)?),
    })
}

fn basis(kind: Option<String>, document: Option<String>) -> Option<Basis> {
    Some(Basis { kind: BasisKind::of(&kind?)?, document: document.unwrap_or_default() })
}

/// The lists of a unit, the newest first.
pub(crate) fn of_unit(tx: &mut Tx<'_>, part: i64, unit: Uuid) -> Result<Vec<Kept>> {
    tx.all(
        "select l.id, l.part, l.unit, l.kind, l.file_name, l.at, l.account, l.created, l.changed, l.teams, l.undone_at, a.name,
           l.basis, l.basis_document
         from list_import l left join account a on a.part = l.part and a.id = l.account
         where l.part = $1 and l.unit = $2 order by l.at desc limit 50",
        args![part, unit],
        read,
    )
}

/// One list, by id alone: a link carries no part.
pub(crate) fn one(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Kept>> {
    tx.opt(
        "select l.id, l.part, l.unit, l.kind, l.file_name, l.at, l.account, l.created, l.changed, l.teams, l.undone_at, a.name,
           l.basis, l.basis_document
         from list_import l left join account a on a.part = l.part and a.id = l.account
         where l.part in (select part from part) and l.id = $1",
        args![id],
        read,
    )
}

/// The rows of a list.
pub(crate) fn rows(tx: &mut Tx<'_>, part: i64, list: Uuid) -> Result<Vec<KeptRow>> {
    tx.all(
        "select before, after, phone from list_import_row where part = $1 and list = $2 order by sheet, source_row",
        args![part, list],
        |row| {
            let before = row.get::<Option<String>>(0)?.map(|text| parsed(&text)).transpose()?;
            Ok(KeptRow { before, after: parsed(&row.get::<String>(1)?)?, phone: row.get(2)? })
        },
    )
}

/// The hash of the file of a list.
pub(crate) fn file_hash(tx: &mut Tx<'_>, part: i64, list: Uuid) -> Result<String> {
    tx.one("select file_hash from list_import where part = $1 and id = $2", args![part, list], |row| row.get(0))
}

/// The rows of a list as they are stored.
pub(crate) fn lines(tx: &mut Tx<'_>, part: i64, list: Uuid) -> Result<Vec<Line>> {
    tx.all(
        "select subject, sheet, source_row, before, after, phone, given from list_import_row where part = $1 and list = $2
         order by sheet, source_row",
        args![part, list],
        |row| {
            let source: i64 = row.get(2)?;
            Ok(Line {
                subject: row.get(0)?,
                sheet: row.get(1)?,
                row: u32::try_from(source).unwrap_or_default(),
                before: row.get(3)?,
                after: row.get(4)?,
                phone: row.get(5)?,
                given: row.get(6)?,
            })
        },
    )
}

pub(crate) fn mark_undone(tx: &mut Tx<'_>, list: &Kept, now: Instant, by: Option<Uuid>) -> Result<()> {
    tx.exec(
        "update list_import set undone_at = $3, undone_by = $4 where part = $1 and id = $2",
        args![list.part, list.id, now, by],
    )?;
    Ok(())
}

/// What headings were said to mean for an office and a kind of list.
pub(crate) fn headings(tx: &mut Tx<'_>, (part, unit): (i64, Uuid), kind: &str) -> Result<Vec<(String, String)>> {
    tx.all(
        "select heading, meaning from list_heading where part = $1 and unit = $2 and kind = $3",
        args![part, unit, kind],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Remembers what headings were said to mean: part, unit, kind, heading, meaning.
pub(crate) fn put_headings(tx: &mut Tx<'_>, headings: &[(i64, Uuid, &str, String, String)]) -> Result<u64> {
    tx.batch(
        "insert into list_heading (part, unit, kind, heading, meaning)
         select cast(r.value->>0 as bigint), uuid(r.value->>1), r.value->>2, r.value->>3, r.value->>4 from {rows:$1} where true
         on conflict (part, unit, kind, heading) do update set meaning = excluded.meaning",
        headings,
    )
}
