use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is wrong in one cell of a file, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// The column's name in the header.
    pub column: &'static str,
    /// The sentence in Vietnamese.
    pub vi: String,
    /// The sentence in English.
    pub en: String,
}

impl RowError {
    /// A mistake in a cell.
    pub fn new(line: u64, column: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, column, vi: vi.into(), en: en.into() }
    }

    /// "Dòng 14, cột “birth_year”: …"
    pub fn in_vietnamese(&self) -> String {
        format!("Dòng {}, cột “{}”: {}", self.line, self.column, self.vi)
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, column '{}': {}", self.line, self.column, self.en)
    }
}

/// Why a file was refused as a whole: nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowErrors {
    /// Cells to mend, in the order of the file.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Rows(Vec<RowError>),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// The rows of a CSV file with their lines. Every column of `required` has to be in the header; others may be missing.
pub fn read_rows<R: DeserializeOwned>(text: &str, required: &[&'static str]) -> Result<Vec<(u64, R)>, RowErrors> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().map_err(|e| unreadable(&e))?;
    let missing = required.iter().filter(|column| !header.iter().any(|known| known == **column));
    let missing: Vec<_> = missing
        .map(|column| {
            let given = header.iter().collect::<Vec<_>>().join(", ");
            let vi = format!("thiếu cột này; dòng đầu đang có: {given}");
            RowError::new(1, column, vi, format!("this column is missing; the header has: {given}"))
        })
        .collect();
    if !missing.is_empty() {
        return Err(RowErrors::Rows(missing));
    }
    let mut rows = Vec::new();
    for record in reader.into_records() {
        let record = record.map_err(|e| unreadable(&e))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        rows.push((line, record.deserialize(Some(&header)).map_err(|e| unreadable(&e))?));
    }
    Ok(rows)
}

fn unreadable(error: &csv::Error) -> RowErrors {
    let line = error.position().map_or(1, csv::Position::line);
    let en = format!("the file cannot be read here: {error}");
    RowErrors::Rows(vec![RowError::new(line, "*", "không đọc được dòng này; tệp phải là CSV mã UTF-8", en)])
}
