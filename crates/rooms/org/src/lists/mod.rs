//! A roster as an office keeps it: read, set beside what is there, and brought in, all of it or nothing.

mod alike;
mod export;
mod keep;
mod layout;
mod place;
mod plan;
mod undo;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::Uuid;
use db::Tx;
use places::{RowErrors, Unit};
use roster::{About, Kind, Meaning, Reading, Record};
use serde::Serialize;

use crate::import::{self, Import};
pub use export::{Exported, file_name, roster};
pub use keep::{
    File, HOUSEHOLDS, Kept, Line, ROSTER, file_hash, hash, headings, history, keep_as, lines, one, remember, take_back,
};
pub use layout::{Laid, keep_layout, laid};
pub use place::of_another;
pub use undo::{Built, UndoError, is_young, undo};

/// What keeps a list from coming in, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// A stable code.
    pub code: &'static str,
    /// The sheet; empty for the file as a whole.
    pub sheet: String,
    /// The row; 0 for the file as a whole.
    pub row: u32,
    /// The sentence in Vietnamese.
    pub vi: String,
    /// The sentence in English.
    pub en: String,
}

impl Mistake {
    /// Of a file as a whole.
    pub fn of_file(code: &'static str, vi: String, en: String) -> Self {
        Self { code, sheet: String::new(), row: 0, vi, en }
    }

    /// At a row.
    pub fn at(record: &Record, code: &'static str, vi: String, en: String) -> Self {
        Self { code, sheet: record.sheet.clone(), row: record.source_row, vi, en }
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// It is there just so.
    Same,
    /// It is made.
    Created,
    /// It becomes different: field, old, new.
    Changed {
        /// Field, old value, new value.
        fields: Vec<(&'static str, String, String)>,
    },
    /// It is left out, with the reason's code.
    LeftOut {
        /// `twice`, `no_name`, `asked`, `no_household`.
        reason: &'static str,
    },
    /// It may be somebody who is there already; nothing is done until an officer says so.
    Maybe {
        /// Who they may be.
        name: String,
        /// How alike they are, from 0 to 1.
        score: f64,
    },
}

/// What a roster did, or would do.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The commune.
    pub commune: Uuid,
    /// Its name.
    pub commune_name: String,
    /// Hamlets that are made: the commune had none.
    pub new_hamlets: Vec<String>,
    /// What becomes of each person's row, by sheet and row.
    pub rows: BTreeMap<String, BTreeMap<u32, Outcome>>,
    /// How many teams are made.
    pub teams_new: usize,
    /// How many memberships are made.
    pub members_new: usize,
    /// How many teams and memberships become different.
    pub changed: usize,
}

/// Why a roster does not come in.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ListError {
    /// To mend in the file, or by choosing the commune.
    #[error("{}", .0.iter().map(|m| format!("{} {}: {}", m.sheet, m.row, m.en)).collect::<Vec<_>>().join("\n"))]
    Mistakes(Vec<Mistake>),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// What is asked of an import.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The commune that the officer chose; otherwise the list says it.
    pub unit: Option<&'a Unit>,
    /// Noted as where every row came from; None for a preview.
    pub file: Option<File<'a>>,
    /// Rows that the officer leaves out, by sheet and row.
    pub leave_out: BTreeSet<(String, u32)>,
    /// Rows that are, or are not, who they may be.
    pub settled: BTreeMap<(String, u32), bool>,
}

/// Brings a roster in; the id is that of the list, for [`undo()`]. For a preview the caller takes the transaction back.
pub fn bring_in(
    tx: &mut Tx<'_>,
    reading: &Reading,
    wanted: &Wanted<'_>,
    by: &Import<'_>,
) -> Result<(Report, Option<Uuid>), ListError> {
    let records = &reading.records;
    let Found { commune, hamlets, new_hamlets } = places_of(tx, reading, (wanted.unit, false), by)?;
    let decision = reading.decision.as_ref();
    let mut listed = plan::list(tx, (records, decision, wanted), (&commune, &hamlets), by)?;
    let done = import::of_draft(tx, listed.take_draft(), by).map_err(|error| listed.mistakes(error, records))?;
    let outcomes = done.lines.iter().map(|line| (line.line, line.outcome.clone())).collect();
    let report = Report {
        commune: commune.id,
        commune_name: commune.full_name.clone(),
        new_hamlets,
        rows: listed.outcomes(records, outcomes),
        teams_new: done.report.teams_new,
        members_new: done.report.members_new,
        changed: done.report.changed,
    };
    let list = match &wanted.file {
        Some(file) => Some(keep::keep(tx, (&commune, file), records, &done, by)?),
        None => None,
    };
    Ok((report, list))
}

/// Where a list goes.
pub struct Found {
    /// The commune.
    pub commune: Unit,
    /// The hamlets that it names, by the name that it gives them.
    pub hamlets: HashMap<String, Unit>,
    /// Those of them that were made: the commune had none.
    pub new_hamlets: Vec<String>,
}

/// The commune that a list is for, and the hamlets that it names. Those of a commune that has none yet are made, or, for one
/// who only looks, imagined.
pub fn places_of(
    tx: &mut Tx<'_>,
    reading: &Reading,
    (unit, only_look): (Option<&Unit>, bool),
    by: &Import<'_>,
) -> Result<Found, ListError> {
    let place::Places { commune, mut hamlets, new_hamlets } =
        place::find(tx, &reading.records, unit)?.map_err(ListError::Mistakes)?;
    if only_look {
        hamlets.extend(new_hamlets.iter().map(|name| (name.clone(), plan::imagined(&commune, name, by))));
    } else if !new_hamlets.is_empty() {
        hamlets.extend(plan::make_hamlets(tx, &commune, &new_hamlets, by).map_err(of_rows)?);
    }
    Ok(Found { commune, hamlets, new_hamlets })
}

/// A list of households that is offered as a roster would make members of children.
fn is_of_households(reading: &Reading) -> bool {
    let tables = || reading.sheets.iter().flat_map(|sheet| &sheet.tables);
    let any = |meanings: &[Meaning]| tables().any(|table| meanings.iter().any(|m| table.column(*m).is_some()));
    any(&[Meaning::Relation, Meaning::HouseholdNo])
        && !any(&[Meaning::Role, Meaning::Position, Meaning::LeaderMark, Meaning::MemberMark])
}

/// A roster that is offered as a list of households would make a household of every member.
fn is_of_teams(reading: &Reading) -> bool {
    let tables = || reading.sheets.iter().flat_map(|sheet| &sheet.tables);
    let any = |meanings: &[Meaning]| tables().any(|table| meanings.iter().any(|m| table.column(*m).is_some()));
    any(&[Meaning::Role, Meaning::LeaderMark, Meaning::DeputyMark, Meaning::MemberMark])
        && !any(&[Meaning::Relation, Meaning::HouseholdNo, Meaning::HeadName, Meaning::HeadMark])
}

/// Why nothing can be made of a reading at all.
pub fn unusable(reading: &Reading, kind: Kind) -> Option<Mistake> {
    if kind == Kind::Roster && is_of_households(reading) {
        return Some(Mistake::of_file(
            "wrong_kind",
            "đây là danh sách hộ dân, không phải danh sách tổ".into(),
            "this is a list of households, not a roster of teams".into(),
        ));
    }
    if kind == Kind::Households && is_of_teams(reading) {
        return Some(Mistake::of_file(
            "wrong_kind",
            "đây là danh sách tổ, không phải danh sách hộ dân".into(),
            "this is a roster of teams, not a list of households".into(),
        ));
    }
    let nobody = reading.records.iter().all(|record| record.about == About::Sheet);
    nobody.then(|| {
        Mistake::of_file(
            "no_table",
            "không tìm thấy danh sách nào trong tệp; cần một bảng có cột họ tên".into(),
            "no list was found in the file; it needs a table with a column of names".into(),
        )
    })
}

fn of_rows(error: RowErrors) -> ListError {
    match error {
        RowErrors::Db(error) => ListError::Db(error),
        RowErrors::Rows(rows) => {
            let mistake = |row: places::RowError| Mistake::of_file("hamlet", row.vi, row.en);
            ListError::Mistakes(rows.into_iter().map(mistake).collect())
        }
    }
}
