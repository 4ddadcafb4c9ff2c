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
use crate::upload::Basis;

/// A file that is brought in.
#[derive(Debug, Clone, Copy, Default)]
pub struct File<'a> {
    /// As the officer's machine calls it.
    pub name: &'a str,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub hash: &'a str,
    /// By what right protected values of it are kept.
    pub basis: Option<&'a Basis>,
}

/// What became of one row of a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The membership, household or resident.
    pub subject: Uuid,
    /// The sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// It in full before, as JSON; None where the list made it.
    pub before: Option<String>,
    /// It in full afterwards, as JSON.
    pub after: String,
    /// The number that it brought.
    pub phone: Option<String>,
    /// The number that the row gives, whoever has it.
    pub given: Option<String>,
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
    /// `roster` or `households`.
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
    /// By what right protected values were kept.
    pub basis: Option<Basis>,
}

/// The kind of a list of members of teams.
pub const ROSTER: &str = "roster";
/// The kind of a list of households.
pub const HOUSEHOLDS: &str = "households";

/// Notes a roster with what its rows became. A list that changed nothing leaves no trace.
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
    let line = |line: &crate::import::Touched| {
        let record = &records[line.line as usize - 1];
        Ok(Line {
            subject: line.after.id,
            sheet: record.sheet.clone(),
            row: record.source_row,
            before: line.before.as_ref().map(store::text).transpose()?,
            after: store::text(&line.after)?,
            phone: line.phone.clone(),
            given: phone::normal(&record.phone),
        })
    };
    let lines = done.lines.iter().map(line).collect::<Result<Vec<Line>>>()?;
    keep_as(tx, (id, ROSTER), (commune, file), (&lines, &done.teams), by)?;
    Ok(id)
}

/// Notes a list of a kind under its id: its rows, and the teams that it made.
pub fn keep_as(
    tx: &mut Tx<'_>,
    (id, kind): (Uuid, &str),
    (commune, file): (&Unit, &File<'_>),
    (lines, teams): (&[Line], &[Uuid]),
    by: &Import<'_>,
) -> Result<()> {
    let created = lines.iter().filter(|line| line.before.is_none()).count() as i64;
    let kept = Kept {
        id,
        part: commune.part,
        unit: commune.id,
        kind: kind.into(),
        file_name: file.name.chars().take(200).collect(),
        at: by.now,
        account: by.actor,
        by: None,
        created,
        changed: lines.len() as i64 - created,
        teams: teams.to_vec(),
        undone_at: None,
        basis: file.basis.cloned(),
    };
    store::put(tx, &kept, file.hash)?;
    store::put_rows(tx, (kept.part, id), lines)?;
    note(tx, &kept, "list.import", by)
}

/// What became of the rows of a list, in the order of its sheets.
pub fn lines(tx: &mut Tx<'_>, list: &Kept) -> Result<Vec<Line>> {
    store::lines(tx, list.part, list.id)
}

/// SHA-256 of the file that a list came from.
pub fn file_hash(tx: &mut Tx<'_>, list: &Kept) -> Result<String> {
    store::file_hash(tx, list.part, list.id)
}

/// Notes that a list was taken back.
pub fn take_back(tx: &mut Tx<'_>, list: &Kept, by: &Import<'_>) -> Result<()> {
    store::mark_undone(tx, list, by.now, by.actor)?;
    note(tx, list, "list.undo", by)
}

fn note(tx: &mut Tx<'_>, kept: &Kept, action: &str, by: &Import<'_>) -> Result<()> {
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
