//! Where every value came from: the file, its row, and who brought it in.

use std::collections::{BTreeMap, HashMap};

use audit::{Chain, Entry};
use base::{Instant, Uuid};
use db::{Result, Tx};
use places::Unit;
use roster::{Meaning, Reading, Record};
use sha2::{Digest, Sha256};

use crate::import::{Done, Import};
use crate::phone;
use crate::store::lists as store;

/// A file that is brought in.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// As the officer's machine calls it.
    pub name: &'a str,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub hash: &'a str,
}

/// The hash of a file.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A list that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// Its part.
    pub part: i64,
    /// The commune.
    pub unit: Uuid,
    /// `roster`.
    pub kind: String,
    /// The file's name.
    pub file_name: String,
    /// When it came in.
    pub at: Instant,
    /// Who brought it; None for a command.
    pub account: Option<Uuid>,
    /// Their name, as it is now.
    pub by: Option<String>,
    /// How many memberships it made.
    pub created: i64,
    /// How many it changed.
    pub changed: i64,
    /// The teams it made.
    pub teams: Vec<Uuid>,
    /// When it was taken back.
    pub undone_at: Option<Instant>,
}

/// Notes a list with what its rows became. A list that changed nothing leaves no trace.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    (commune, file): (&Unit, &File<'_>),
    records: &[Record],
    done: &Done,
    by: &Import<'_>,
) -> Result<Uuid> {
    let id = by.ids.id(by.now);
    if done.lines.is_empty() && done.teams.is_empty() {
        return Ok(id);
    }
    let created = done.lines.iter().filter(|line| line.before.is_none()).count() as i64;
    let kept = Kept {
        id,
        part: commune.part,
        unit: commune.id,
        kind: "roster".into(),
        file_name: file.name.chars().take(200).collect(),
        at: by.now,
        account: by.actor,
        by: None,
        created,
        changed: done.lines.len() as i64 - created,
        teams: done.teams.clone(),
        undone_at: None,
    };
    store::put(tx, &kept, file.hash)?;
    let rows: Result<Vec<store::RowLine>> = done
        .lines
        .iter()
        .map(|line| {
            let record = &records[line.line as usize - 1];
            let before = line.before.as_ref().map(store::text).transpose()?;
            let (sheet, row) = (record.sheet.clone(), i64::from(record.source_row));
            let (after, given) = (store::text(&line.after)?, phone::normal(&record.phone));
            Ok((kept.part, id, line.after.id, sheet, row, before, after, line.phone.clone(), given))
        })
        .collect();
    store::put_rows(tx, &rows?)?;
    note(tx, &kept, "list.import", by)?;
    Ok(id)
}

pub(super) fn note(tx: &mut Tx<'_>, kept: &Kept, action: &str, by: &Import<'_>) -> Result<()> {
    let fields = format!("unit={} created={} changed={}", kept.unit, kept.created, kept.changed);
    let entry = Entry { fields, ..Entry::plain(by.now, by.actor, action, Some(kept.id)) };
    audit::append(tx, kept.part, Chain::Organisation, vec![entry])
}

/// The lists of a commune, the newest first.
pub fn history(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<Kept>> {
    store::of_unit(tx, unit.part, unit.id)
}

/// One list by its id.
pub fn one(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Kept>> {
    store::one(tx, id)
}

/// What headings were said to mean for an office and a kind of list.
pub fn headings(tx: &mut Tx<'_>, unit: &Unit, kind: &str) -> Result<HashMap<String, Meaning>> {
    let known = store::headings(tx, (unit.part, unit.id), kind)?;
    Ok(known.into_iter().filter_map(|(heading, meaning)| Some((heading, Meaning::of_code(&meaning)?))).collect())
}

/// Remembers what an officer said of columns, by their headings.
pub fn remember(
    tx: &mut Tx<'_>,
    (unit, kind): (&Unit, &str),
    reading: &Reading,
    said: &roster::Corrections,
) -> Result<()> {
    let mut lines = BTreeMap::new();
    for sheet in &reading.sheets {
        let Some(said) = said.get(&sheet.name) else { continue };
        for column in sheet.tables.iter().flat_map(|table| &table.columns) {
            let heading = roster::heading_key(&column.heading);
            if let Some(meaning) = said.get(&column.column).filter(|_| !heading.is_empty()) {
                lines.insert(heading, meaning.code());
            }
        }
    }
    let lines: Vec<_> =
        lines.into_iter().map(|(heading, meaning)| (unit.part, unit.id, kind, heading, meaning)).collect();
    store::put_headings(tx, &lines).map(drop)
}
