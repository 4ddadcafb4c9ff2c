use std::collections::BTreeMap;

use base::Uuid;
use roster::{About, Meaning, Reading, Record};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::lists::{Kept, Mistake, Outcome, Report};

/// What is asked of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The file's name.
    pub name: String,
    /// Corrected columns, as JSON: [["Sheet1", 3, "phone"], …]; columns count from 0.
    #[serde(default)]
    pub columns: String,
    /// Rows to leave out, as JSON: [["Sheet1", 12], …].
    #[serde(default)]
    pub leave_out: String,
}

/// A file, understood, and what would become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListBody {
    /// The list as it came in; None in a preview.
    pub list: Option<Uuid>,
    /// SHA-256 of the file.
    pub file_hash: String,
    /// The commune it goes to; None where a mistake stands against it.
    pub commune: Option<String>,
    /// Hamlets that it makes.
    pub new_hamlets: Vec<String>,
    /// The decision that it names.
    pub decision: Option<String>,
    /// The day of that decision.
    pub decision_day: Option<String>,
    /// The tables that were found.
    pub tables: Vec<TableShown>,
    /// Its rows, in the order of the file.
    pub rows: Vec<RowShown>,
    /// What the sheets state of themselves.
    pub sheets: Vec<SheetShown>,
    /// What keeps it from coming in.
    pub mistakes: Vec<MistakeShown>,
    /// Teams that it makes.
    pub teams_new: usize,
    /// Members that it makes.
    pub members_new: usize,
    /// Teams and members that it changes.
    pub changed: usize,
}

/// A table of a sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableShown {
    pub sheet: String,
    pub first_row: u32,
    pub last_row: u32,
    pub columns: Vec<ColumnShown>,
}

/// A column with what it was taken for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColumnShown {
    /// From 0.
    pub column: usize,
    pub heading: String,
    /// full_name, birth, phone, …; None where nothing was made of it.
    pub meaning: Option<String>,
    /// From 0 to 1; 1 where somebody said so.
    pub confidence: f64,
}

/// A row that names somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowShown {
    pub sheet: String,
    pub row: u32,
    pub hamlet: String,
    pub full_name: String,
    /// Nam, Nữ or empty.
    pub gender: String,
    pub birth_date: Option<String>,
    pub birth_year: Option<i64>,
    pub role: String,
    pub position: String,
    pub phone: String,
    /// A second number.
    pub phone2: Option<String>,
    /// What the cells hold, by field, where it differs.
    pub raw: BTreeMap<String, String>,
    /// What was done and what is doubtful.
    pub warnings: Vec<String>,
    /// Whether somebody should look.
    pub doubtful: bool,
    /// same, created, changed, left_out, or unknown while a mistake stands against the file.
    pub outcome: &'static str,
    /// Why it is left out: twice, no_name, asked.
    pub reason: Option<&'static str>,
    /// What changes: field, old, new.
    pub changes: Vec<[String; 3]>,
}

/// What a sheet states.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetShown {
    pub sheet: String,
    pub warnings: Vec<String>,
    /// stated_total, counted and the like.
    pub extra: BTreeMap<String, String>,
}

/// What keeps a file from coming in.
#[derive(Debug, Serialize, ToSchema)]
pub struct MistakeShown {
    pub code: String,
    pub sheet: String,
    /// 0 for the file as a whole.
    pub row: u32,
    pub vi: String,
    pub en: String,
}

impl From<Mistake> for MistakeShown {
    fn from(m: Mistake) -> Self {
        Self { code: m.code.into(), sheet: m.sheet, row: m.row, vi: m.vi, en: m.en }
    }
}

/// A list that came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptShown {
    pub id: Uuid,
    pub file_name: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who brought it in; None for a command.
    pub by: Option<String>,
    pub created: i64,
    pub changed: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// Whether it is young enough to be taken back.
    pub may_undo: bool,
}

impl KeptShown {
    pub(super) fn new(kept: Kept, now: base::Instant) -> Self {
        Self {
            may_undo: kept.undone_at.is_none() && crate::lists::is_young(&kept, now),
            id: kept.id,
            file_name: kept.file_name,
            at: kept.at.millis(),
            by: kept.by,
            created: kept.created,
            changed: kept.changed,
            undone_at: kept.undone_at.map(base::Instant::millis),
        }
    }
}

impl ListBody {
    /// Puts a reading and what would become of it together.
    pub(super) fn new(file_hash: String, reading: Reading, outcome: Result<Report, Vec<Mistake>>) -> Self {
        let (mut report, mistakes) = match outcome {
            Ok(report) => (Some(report), Vec::new()),
            Err(mistakes) => (None, mistakes),
        };
        let outcomes = report.as_mut().map(|report| std::mem::take(&mut report.rows));
        let (people, sheets): (Vec<Record>, Vec<Record>) =
            reading.records.into_iter().partition(|record| record.about != About::Sheet);
        let row = |record: Record| {
            let outcome = outcomes.as_ref().map(|rows| rows.get(&record.sheet)?.get(&record.source_row).cloned());
            row(record, outcome)
        };
        let decision = reading.decision;
        Self {
            list: None,
            file_hash,
            rows: people.into_iter().map(row).collect(),
            sheets: sheets.into_iter().map(sheet).collect(),
            tables: reading.sheets.into_iter().flat_map(|sheet| tables(&sheet)).collect(),
            mistakes: mistakes.into_iter().map(MistakeShown::from).collect(),
            teams_new: report.as_ref().map_or(0, |r| r.teams_new),
            members_new: report.as_ref().map_or(0, |r| r.members_new),
            changed: report.as_ref().map_or(0, |r| r.changed),
            new_hamlets: report.as_ref().map(|r| r.new_hamlets.clone()).unwrap_or_default(),
            commune: report.map(|r| r.commune_name),
            decision_day: decision.as_ref().and_then(|d| d.day).map(|day| day.to_string()),
            decision: decision.map(|d| d.number),
        }
    }
}

fn row(record: Record, outcome: Option<Option<Outcome>>) -> RowShown {
    let (outcome, reason, changes) = match outcome.map(|outcome| outcome.unwrap_or(Outcome::Same)) {
        None => ("unknown", None, Vec::new()),
        Some(Outcome::Same) => ("same", None, Vec::new()),
        // Rosters know people by phone or not at all; only households are matched by likeness.
        Some(Outcome::Maybe { .. }) => ("left_out", Some("maybe"), Vec::new()),
        Some(Outcome::Created) => ("created", None, Vec::new()),
        Some(Outcome::LeftOut { reason }) => ("left_out", Some(reason), Vec::new()),
        Some(Outcome::Changed { fields }) => {
            ("changed", None, fields.into_iter().map(|(field, old, new)| [field.to_owned(), old, new]).collect())
        }
    };
    RowShown {
        doubtful: record.warnings.are_doubtful(),
        warnings: record.warnings.iter().map(str::to_owned).collect(),
        sheet: record.sheet,
        row: record.source_row,
        hamlet: record.hamlet,
        full_name: record.full_name,
        gender: record.gender,
        birth_date: record.birth_date.map(|day| day.to_string()),
        birth_year: record.birth_year,
        role: record.role,
        position: record.position,
        phone: record.phone,
        phone2: record.extra.get("phone2").cloned(),
        raw: record.raw.into_iter().map(|(field, text)| (field.to_owned(), text)).collect(),
        outcome,
        reason,
        changes,
    }
}

fn sheet(record: Record) -> SheetShown {
    let warnings = record.warnings.iter().map(str::to_owned).collect();
    SheetShown { sheet: record.sheet, warnings, extra: record.extra }
}

fn tables(sheet: &roster::SheetReading) -> Vec<TableShown> {
    let column = |column: &roster::Column| ColumnShown {
        column: column.column,
        heading: column.heading.clone(),
        meaning: column.meaning.map(Meaning::code),
        confidence: column.confidence,
    };
    let table = |table: &roster::Table| TableShown {
        sheet: sheet.name.clone(),
        first_row: table.first_row,
        last_row: table.last_row,
        columns: table.columns.iter().map(column).collect(),
    };
    sheet.tables.iter().map(table).collect()
}

impl Asked {
    /// The corrected columns.
    pub(super) fn corrections(&self) -> Result<roster::Corrections, String> {
        let said: Vec<(String, usize, String)> = parsed(&self.columns)?;
        let mut corrections = roster::Corrections::new();
        for (sheet, column, meaning) in said {
            let meaning = Meaning::of_code(&meaning).ok_or_else(|| format!("'{meaning}' is no meaning of a column"))?;
            corrections.entry(sheet).or_default().insert(column, meaning);
        }
        Ok(corrections)
    }

    /// The rows to leave out.
    pub(super) fn left_out(&self) -> Result<std::collections::BTreeSet<(String, u32)>, String> {
        Ok(parsed::<Vec<(String, u32)>>(&self.leave_out)?.into_iter().collect())
    }
}

fn parsed<T: serde::de::DeserializeOwned + Default>(text: &str) -> Result<T, String> {
    if text.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(text).map_err(|error| error.to_string())
}
