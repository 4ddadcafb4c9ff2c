//! Excel's binary workbooks of 1993 to 2003: a stream of records inside a compound file. Only the dozen kinds of records
//! that cells are made of are read; of formulas only what they call is looked at.

use crate::meter::Meter;
use crate::{Format, Refusal, Workbook};

mod cells;
mod container;
mod external;
mod formula;
mod globals;
mod number;
mod records;
mod sheet;
mod text;

/// What a message calls the stream of records.
const PART: &str = "Workbook";

/// The two versions of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Excel 5 and 95: texts are bytes.
    Biff5,
    /// Excel 97 to 2003: texts are UTF-16, or bytes that are its first 256 characters.
    Biff8,
}

/// Reads all sheets.
pub(crate) fn read(bytes: &[u8], meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    let stream = container::workbook(bytes)?;
    let globals = globals::read(&stream, meter.limits)?;
    let mut sheets = Vec::new();
    for entry in &globals.sheets {
        let records = stream.get(entry.offset..).ok_or_else(|| Refusal::broken(PART, "a sheet beyond the end"))?;
        sheets.extend(sheet::read(records, entry, &globals, meter)?);
    }
    globals.sources.refuse()?;
    if sheets.is_empty() {
        return Err(Refusal::NoSheet);
    }
    Ok(Workbook { sheets, format: Format::Xls })
}
