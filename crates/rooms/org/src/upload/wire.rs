use std::collections::{BTreeMap, BTreeSet};

use api::Failure;
use axum::http::StatusCode;
use base::Uuid;
use roster::{About, Meaning, Reading, Record};
use serde::Serialize;
use utoipa::ToSchema;

use super::did::{Did, HamletCount};
use crate::lists::{Mistake, Outcome};

/// A file, understood, and what would become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListBody {
    /// The list as it came in; None in a preview.
    pub list: Option<Uuid>,
    /// SHA-256 of the file.
    pub file_hash: String,
    /// The commune it goes to; None where a mistake stands against it.
    pub commune: Option<String>,
    /// What the file itself calls the commune, where that is another name: what became part of it, or what it became.
    pub called: Vec<String>,
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
    /// Members or residents that it makes.
    pub people_new: usize,
    /// Households that it makes.
    pub households_new: usize,
    /// Teams, members or residents that it changes.
    pub changed: usize,
    /// What is counted of protected columns, hamlet by hamlet.
    pub counts: Vec<HamletCount>,
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

/// A row that names somebody, or a household.
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
    /// The household's number in the list.
    pub household_no: String,
    /// To the head of the household.
    pub relation: String,
    /// What else the row says: phone2, poor, near_poor, poverty, ethnicity, smartphone, computer, internet.
    pub extra: BTreeMap<String, String>,
    /// What the cells hold, by field, where it differs.
    pub raw: BTreeMap<String, String>,
    /// What was done and what is doubtful.
    pub warnings: Vec<String>,
    /// Whether somebody should look.
    pub doubtful: bool,
    /// same, created, changed, maybe, left_out, or unknown while a mistake stands against the file.
    pub outcome: &'static str,
    /// Why it is left out: twice, no_name, asked, no_household.
    pub reason: Option<&'static str>,
    /// Whom of the book it may be.
    pub alike: Option<Alike>,
    /// What changes: field, old, new.
    pub changes: Vec<[String; 3]>,
}

/// Somebody of the book whom a row may be.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alike {
    pub name: String,
    /// From 0 to 1.
    pub score: f64,
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

impl ListBody {
    /// Puts a reading and what would become of it together.
    pub(super) fn new(file_hash: String, reading: Reading, outcome: Result<Did, Vec<Mistake>>) -> Self {
        let (mut did, mistakes) = match outcome {
            Ok(did) => (Some(did), Vec::new()),
            Err(mistakes) => (None, mistakes),
        };
        let outcomes = did.as_mut().map(|did| std::mem::take(&mut did.rows));
        let called = called(&reading.records, did.as_ref());
        let (people, sheets): (Vec<Record>, Vec<Record>) =
            reading.records.into_iter().partition(|record| record.about != About::Sheet);
        let row = |record: Record| {
            let outcome = outcomes.as_ref().map(|rows| rows.get(&record.sheet)?.get(&record.source_row).cloned());
            row(record, outcome)
        };
        let decision = reading.decision;
        Self {
            list: None,
            called,
            file_hash,
            rows: people.into_iter().map(row).collect(),
            sheets: sheets.into_iter().map(sheet).collect(),
            tables: reading.sheets.into_iter().flat_map(|sheet| tables(&sheet)).collect(),
            mistakes: mistakes.into_iter().map(MistakeShown::from).collect(),
            teams_new: did.as_ref().map_or(0, |did| did.teams_new),
            people_new: did.as_ref().map_or(0, |did| did.people_new),
            households_new: did.as_ref().map_or(0, |did| did.households_new),
            changed: did.as_ref().map_or(0, |did| did.changed),
            new_hamlets: did.as_ref().map(|did| did.new_hamlets.clone()).unwrap_or_default(),
            counts: did.as_ref().map(|did| did.counts.clone()).unwrap_or_default(),
            commune: did.map(|did| did.commune_name),
            decision_day: decision.as_ref().and_then(|d| d.day).map(|day| day.to_string()),
            decision: decision.map(|d| d.number),
        }
    }
}

fn called(records: &[Record], did: Option<&Did>) -> Vec<String> {
    let Some(did) = did else { return Vec::new() };
    let own = base::fold(&did.commune_name);
    let names: BTreeSet<&str> = records.iter().map(|record| record.commune.as_str()).collect();
    names.into_iter().filter(|name| !name.is_empty() && base::fold(name) != own).map(str::to_owned).collect()
}

fn row(record: Record, outcome: Option<Option<Outcome>>) -> RowShown {
    let mut alike = None;
    let (outcome, reason, changes) = match outcome.map(|outcome| outcome.unwrap_or(Outcome::Same)) {
        None => ("unknown", None, Vec::new()),
        Some(Outcome::Same) => ("same", None, Vec::new()),
        Some(Outcome::Maybe { name, score }) => {
            alike = Some(Alike { name, score });
            ("maybe", None, Vec::new())
        }
        Some(Outcome::Created) => ("created", None, Vec::new()),
        Some(Outcome::LeftOut { reason }) => ("left_out", Some(reason), Vec::new()),
        Some(Outcome::Changed { fields }) => {
            ("changed", None, fields.into_iter().map(|(field, old, new)| [field.to_owned(), old, new]).collect())
        }
    };
    RowShown {
        doubtful: record.warnings.are_doubtful() || alike.is_some(),
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
        household_no: record.household_no,
        relation: record.relation,
        extra: record.extra,
        raw: record.raw.into_iter().map(|(field, text)| (field.to_owned(), text)).collect(),
        outcome,
        reason,
        alike,
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

/// The first mistake as a problem; its sentences come with it, since only the reader knows the place.
pub(super) fn mend(mistakes: &[Mistake]) -> Failure {
    let first = mistakes.first();
    let text = |of: fn(&Mistake) -> &String| first.map(of).cloned().unwrap_or_default();
    Failure::Refused {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code: "list_refused",
        params: serde_json::json!({ "vi": text(|m| &m.vi), "en": text(|m| &m.en), "mistakes": mistakes }),
        message: text(|m| &m.en),
    }
}
