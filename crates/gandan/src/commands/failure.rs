use std::fmt;

/// Why a command could not do its work, and what to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    what: String,
    mend: Option<&'static str>,
}

impl Failure {
    /// With the way to mend it.
    pub fn mend(what: String, mend: &'static str) -> Self {
        Self { what, mend: Some(mend) }
    }

    /// In Vietnamese, and below it in English: for what the person at the machine typed.
    pub fn both(vietnamese: String, english: String) -> Self {
        Self { what: format!("{vietnamese}\n  {english}"), mend: None }
    }
}

impl From<people::office::Refusal> for Failure {
    fn from(refusal: people::office::Refusal) -> Self {
        match refusal {
            people::office::Refusal::Db(error) => error.into(),
            refused => Self::both(refused.in_vietnamese(), refused.to_string()),
        }
    }
}

impl From<String> for Failure {
    fn from(what: String) -> Self {
        Self { what, mend: None }
    }
}

impl From<db::Error> for Failure {
    fn from(error: db::Error) -> Self {
        let mend = match &error {
            db::Error::Busy(_) => Some("another command may be writing; try again"),
            db::Error::DiskFull(_) => Some("make room on the disk; nothing was written"),
            db::Error::Damaged(_) => Some("restore the last backup into an empty folder"),
            _ => None,
        };
        Self { what: error.to_string(), mend }
    }
}

impl From<places::import::ImportError> for Failure {
    fn from(error: places::import::ImportError) -> Self {
        Self { what: error.to_string(), mend: None }
    }
}

/// So many rows are named one by one; whoever mends them imports again and sees the next.
const ROWS: usize = 50;

impl From<places::RowErrors> for Failure {
    fn from(errors: places::RowErrors) -> Self {
        let rows = match errors {
            places::RowErrors::Db(error) => return error.into(),
            places::RowErrors::Rows(rows) => rows,
        };
        let mut lines: Vec<String> =
            rows.iter().take(ROWS).map(|row| format!("{}\n  {row}", row.in_vietnamese())).collect();
        if rows.len() > ROWS {
            lines.push(format!("… {} dòng nữa / {} more rows", rows.len() - ROWS, rows.len() - ROWS));
        }
        let what =
            format!("chưa nhập dòng nào, {0} dòng cần sửa / {0} rows to mend\n{1}", rows.len(), lines.join("\n"));
        Self { what, mend: Some("nothing was imported; mend the rows and import the file again") }
    }
}

impl From<demo::Error> for Failure {
    fn from(error: demo::Error) -> Self {
        Self {
            what: error.to_string(),
            mend: Some("the demo needs a database of its own: name an empty folder with --data or GANDAN_DATA"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        self.mend.map_or(Ok(()), |mend| write!(f, "\n  → {mend}"))
    }
}

impl std::error::Error for Failure {}
