//! Excel's packed workbooks, read part by part as a stream. General readers lay a sheet out as a full rectangle, trust
//! the sizes that a file announces, and stop at an error value they do not know; hidden rows they do not give at all.

use crate::meter::Meter;
use crate::package::Package;
use crate::{Format, Refusal, Workbook};

mod cell;
mod safety;
mod sheet;
mod strings;
mod styles;
mod workbook;

/// Reads all sheets.
pub(crate) fn read(package: &mut Package<'_>, meter: &mut Meter<'_>) -> Result<Workbook, Refusal> {
    safety::check(package)?;
    let outline = workbook::read(package, meter.limits)?;
    let strings = strings::read(package, &outline.strings, meter.limits)?;
    let dates = styles::read(package, &outline.styles)?;
    let context = cell::Context { strings: &strings, dates: &dates, date_1904: outline.date_1904 };
    let mut sheets = Vec::new();
    for entry in &outline.sheets {
        sheets.extend(sheet::read(package, entry, &context, meter)?);
    }
    if sheets.is_empty() {
        return Err(Refusal::NoSheet);
    }
    Ok(Workbook { sheets, format: Format::Xlsx })
}
