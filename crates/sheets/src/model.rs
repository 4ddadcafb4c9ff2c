/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The sheets in the order of the file, hidden ones too. Charts and other pages without cells are left out.
    pub sheets: Vec<Sheet>,
    /// What the file turned out to be.
    pub format: Format,
}

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excel 2007 and newer (.xlsx, .xlsm without macros).
    Xlsx,
    /// Excel 5 to 2003 (.xls).
    Xls,
    /// OpenDocument (.ods).
    Ods,
    /// Lines of text with a delimiter (.csv, .tsv, .txt).
    Text {
        /// What parts the columns.
        delimiter: char,
        /// How the bytes became characters.
        encoding: Encoding,
    },
}

/// How the bytes of a text file became characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at the beginning.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows' Vietnamese page: tones are characters of their own behind the vowel, to be composed by who reads on.
    Windows1258,
    /// Each byte is the character with its number: what TCVN3 and VNI texts are told from.
    Bytes,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// As in the file, not normalised. A text file has the name of the file without its extension.
    pub name: String,
    /// Whether the sheet is hidden from the user.
    pub hidden: bool,
    /// The rows that hold something, from top to bottom.
    pub rows: Vec<Row>,
    /// Regions shown as one cell, in the order of the file. They may reach beyond the rows that hold something.
    pub merges: Vec<Merge>,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number the user sees, from 1.
    pub number: u32,
    /// Whether the row is hidden, by hand, by a filter or with no height.
    pub hidden: bool,
    /// From the first column to the last one that is filled.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it holds; of a formula the result that the file remembers ([`Value::Empty`] if none).
    pub value: Value,
    /// Whether a formula stands in it.
    pub formula: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, untouched: marks and spaces of every kind stay as they are.
    Text(String),
    /// A number that is shown as one; also times of day and durations, as parts of a day.
    Number(f64),
    /// A number that is shown as a day.
    Date {
        /// The number itself: days since the end of 1899, or since 1904 began. A year that was typed into a cell
        /// formatted as a date is one of about 1966.
        serial: f64,
        /// Which of the two it counts from.
        date_1904: bool,
        /// The year that is shown.
        year: i16,
        /// The month that is shown.
        month: i8,
        /// The day that is shown. Excel knows a 29th of February 1900, and a day 0 before that year.
        day: i8,
    },
    /// True or false.
    Flag(bool),
    /// An error such as `#REF!`, as it is shown.
    Error(String),
}

/// A region shown as one cell. Rows count from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The upper row.
    pub first_row: u32,
    /// The lower row, part of the region.
    pub last_row: u32,
    /// The left column.
    pub first_column: u32,
    /// The right column, part of the region.
    pub last_column: u32,
}
