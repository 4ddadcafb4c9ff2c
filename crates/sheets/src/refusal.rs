use crate::{Found, Place};

mod vietnamese;

/// Why a file is not read, where the reason stands, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No byte, or nothing but blanks.
    #[error("The file is empty. Open it to see whether it was saved, then choose it again.")]
    Empty,
    /// More bytes than are taken.
    #[error(
        "The file has {} MB; at most {} MB are read. Delete pictures and sheets that are not needed, or split it.",
        megabytes(*bytes),
        megabytes(*limit)
    )]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Bytes that are taken.
        limit: u64,
    },
    /// A part unpacks to far more than an honest one would.
    #[error("The part {part} unpacks to far too much. Copy the table into a new workbook and save that.")]
    Bomb {
        /// The part of the packed file.
        part: String,
    },
    /// A packed file with too many parts.
    #[error("The file is made of {parts} parts; at most {limit} are read. Copy the table into a new workbook.")]
    TooManyParts {
        /// Parts in the file.
        parts: usize,
        /// Parts that are taken.
        limit: usize,
    },
    /// Too many sheets.
    #[error("The workbook has {sheets} sheets; at most {limit} are read. Keep those that are needed.")]
    TooManySheets {
        /// Sheets in the file.
        sheets: usize,
        /// Sheets that are taken.
        limit: usize,
    },
    /// Too many rows that hold something.
    #[error("By the sheet \"{sheet}\" there are more than {limit} rows that hold something. Split the file.")]
    TooManyRows {
        /// The sheet that reached the limit.
        sheet: String,
        /// Rows that are taken.
        limit: u32,
    },
    /// Something stands too far to the right.
    #[error("At {place} something stands beyond column {limit}. Delete the columns that are not part of the table.")]
    TooManyColumns {
        /// The cell beyond.
        place: Place,
        /// Columns that are taken.
        limit: u32,
    },
    /// Too many cells.
    #[error("By the sheet \"{sheet}\" there are more than {limit} cells. Split the file.")]
    TooManyCells {
        /// The sheet that reached the limit.
        sheet: String,
        /// Cells that are taken.
        limit: u64,
    },
    /// The texts of all cells are too long together.
    #[error("By the sheet \"{sheet}\" the cells hold more than {} MB of text. Split the file.", megabytes(*limit))]
    TooMuchText {
        /// The sheet that reached the limit.
        sheet: String,
        /// Bytes of text that are taken.
        limit: u64,
    },
    /// One text is too long.
    #[error("The text of {place} has more than {limit} characters. Shorten it or delete it.")]
    LongText {
        /// The cell.
        place: Place,
        /// Characters that are taken.
        limit: usize,
    },
    /// The workbook brings macros.
    #[error("The workbook holds macros ({part}). Save it as .xlsx, which leaves them out.")]
    Macros {
        /// The part with the macros.
        part: String,
    },
    /// Something takes its values from outside.
    #[error(
        "{} takes values from outside the file ({target}). In Excel, Data > Edit Links > Break Link keeps the values.",
        place.as_ref().map_or_else(|| "The workbook".to_owned(), |place| format!("The formula of {place}"))
    )]
    ExternalLink {
        /// The cell, if one is known.
        place: Option<Place>,
        /// What it refers to.
        target: String,
    },
    /// A formula that can reach beyond the workbook.
    #[error("The formula of {place} uses {function}. Copy the cell and paste it as a value.")]
    DangerousFormula {
        /// The cell.
        place: Place,
        /// The function.
        function: String,
    },
    /// A password is needed.
    #[error("The file is protected by a password. Remove the password (File > Info) and save it.")]
    Encrypted,
    /// Not a table at all.
    #[error("The file is {}, not a spreadsheet. Choose a file .xlsx, .xls, .ods or .csv.", found.in_english())]
    NotSpreadsheet {
        /// What it is.
        found: Found,
    },
    /// A table of a kind that is not read.
    #[error("The file is {}. Open it in Excel and save it as an Excel workbook (.xlsx).", found.in_english())]
    OtherFormat {
        /// What it is.
        found: Found,
    },
    /// An XML part declares a document type, which no table program writes.
    #[error("The part {part} declares a document type. Open the file in Excel and save it as .xlsx.")]
    Entities {
        /// The part.
        part: String,
    },
    /// The file does not hold together.
    #[error(
        "The file is broken{} ({reason}). Open it in Excel, let it be repaired, and save it as .xlsx.",
        if part.is_empty() { String::new() } else { format!(" at {part}") }
    )]
    Broken {
        /// The part, or the cell as `Sheet1!B2`; empty if it is the file as a whole.
        part: String,
        /// What was wrong there, for whoever looks into it.
        reason: String,
    },
    /// A workbook without a sheet of cells.
    #[error("The workbook has no sheet with cells. Open it to see whether it is the right one.")]
    NoSheet,
}

impl Refusal {
    /// A name for programs. It never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::TooLarge { .. } => "file_too_large",
            Self::Bomb { .. } => "file_bomb",
            Self::TooManyParts { .. } => "file_too_many_parts",
            Self::TooManySheets { .. } => "file_too_many_sheets",
            Self::TooManyRows { .. } => "file_too_many_rows",
            Self::TooManyColumns { .. } => "file_too_many_columns",
            Self::TooManyCells { .. } => "file_too_many_cells",
            Self::TooMuchText { .. } => "file_too_much_text",
            Self::LongText { .. } => "file_long_text",
            Self::Macros { .. } => "file_macros",
            Self::ExternalLink { .. } => "file_external_link",
            Self::DangerousFormula { .. } => "file_dangerous_formula",
            Self::Encrypted => "file_encrypted",
            Self::NotSpreadsheet { .. } => "file_not_spreadsheet",
            Self::OtherFormat { .. } => "file_other_format",
            Self::Entities { .. } => "file_entities",
            Self::Broken { .. } => "file_broken",
            Self::NoSheet => "file_no_sheet",
        }
    }

    /// The file does not hold together at this part.
    pub(crate) fn broken(part: impl Into<String>, reason: impl ToString) -> Self {
        Self::Broken { part: part.into(), reason: reason.to_string() }
    }

    /// A file of another kind.
    pub(crate) fn other(found: Found) -> Self {
        if found.is_table() { Self::OtherFormat { found } } else { Self::NotSpreadsheet { found } }
    }
}

/// Whole megabytes, upwards, so that what is too large never reads as just right.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
